import { digestOfDocument, fromHex, type Hex } from "@symbolon/protocol";
import { aggregate } from "../mpc/circuits/aggregate.ts";
import { cliqueLanes } from "../mpc/circuits/cliqueLanes.ts";
import { consistencyBits } from "../mpc/circuits/consistencyBits.ts";
import { marginChecks } from "../mpc/circuits/marginChecks.ts";
import type { Planes } from "../mpc/circuits/planes.ts";
import { usedLanes } from "../mpc/circuits/usedLanes.ts";
import { type InputReport, settleInputs } from "../mpc/rss/inputs/settleInputs.ts";
import type { RunningParty } from "../mpc/rss/startParty.ts";
import { stopped } from "../mpc/rss/stopped.ts";
import { acceptTables, type ReceivedTables } from "./acceptTables.ts";
import { JointLedger, type LedgerEntry } from "./jointLedger.ts";
import type { JointPlan } from "./jointPlan.ts";
import type { OpenedTable } from "./jointState.ts";
import { measureChosen } from "./measureChosen.ts";
import { planDigest } from "./planDigest.ts";

/** Which hospitals' tables a job uses; `digest` covers plan, job, and the commitments of those that are in. */
export type FrozenInputs = {
  readonly accepted: readonly string[];
  readonly refused: readonly { readonly datasetId: string; readonly reason: string }[];
  readonly digest: Hex;
};

/** What the node around the computation does. All three must answer alike where an answer is asked for. */
export type JointHooks = {
  /** Sends this node's report to the other two and gives all three, in the nodes' order; each is signed by its node. */
  readonly exchange: (own: InputReport) => Promise<readonly InputReport[]>;
  /** The last word before records are counted together: throw when order, permit, consent or budget do not stand. */
  readonly frozen?: (inputs: FrozenInputs) => Promise<void> | void;
  /** Called before each opening that costs privacy. It must be on record when it returns: what follows may fail after it was opened. */
  readonly charge: (entry: LedgerEntry) => Promise<void> | void;
  /** Called after each fit, which keeps the machine busy: lets links and timers have their turn. */
  readonly pause?: () => Promise<void>;
};

/** What a job gives. Everything in it is public. */
export type JointResult = {
  /** "semi-honest": a node that did not follow the protocol could have made the result wrong, or seen more than it shows. */
  readonly mode: "semi-honest" | "malicious";
  readonly inputs: FrozenInputs;
  /** Every column's table in column order, then the chosen ones in the order of choice. */
  readonly tables: readonly OpenedTable[];
  readonly ledger: readonly LedgerEntry[];
  /** SHA-256 of all messages of the links to the previous and to the next node. */
  readonly transcripts: { readonly previous: Uint8Array; readonly next: Uint8Array };
};

/**
 * One node's part of a joint private job: accepts the hospitals' shares, finds with the other two which hospitals' tables are sound (one bit per
 * hospital is opened; one that deals or counts inconsistently is named and left out), adds them up, and measures what the plan says.
 * Beside those bits only noisy tables and the choices are opened, each after its charge. Throws E4020 when anything does not fit: what was
 * charged by then stays charged; E3009 for a charge above the plan's budget.
 */
export async function runJoint(
  party: RunningParty,
  plan: JointPlan,
  inputs: { readonly job: Hex; readonly received: readonly ReceivedTables[] },
  hooks: JointHooks,
): Promise<JointResult> {
  const { job } = inputs;
  const { counts, frozen } = await soundTables(party, plan, inputs, hooks);
  await hooks.frozen?.(frozen);
  await party.agree("the inputs", fromHex(frozen.digest));
  const ledger = new JointLedger(plan, hooks.charge);
  const tables = await measureChosen(party, plan, counts, { ledger, pause: hooks.pause });
  const digest = digestOfDocument({
    job,
    inputs: frozen.digest,
    tables: tables.map(({ columns, coins, counts }) => ({ columns, coins, counts: Array.from(counts) })),
    ledger: ledger.entries,
  });
  await party.agree("the result", fromHex(digest));
  return {
    mode: party.mode,
    inputs: frozen,
    tables,
    ledger: ledger.entries,
    transcripts: party.transcripts(),
  };
}

/** The sum of all sound hospitals' tables. The hospitals' own shares are let go when it returns. */
async function soundTables(
  party: RunningParty,
  plan: JointPlan,
  { job, received }: { readonly job: Hex; readonly received: readonly ReceivedTables[] },
  hooks: JointHooks,
): Promise<{ counts: Planes; frozen: FrozenInputs }> {
  const { order, layout, cliques } = plan;
  const { tables, report } = acceptTables(plan, { job, index: party.index, received });
  const settled = settleInputs(order.datasetIds, await hooks.exchange(report));
  const before = digestOfDocument({ job, plan: planDigest(plan), inputs: settled.digest });
  await party.agree("the order and what was sent", fromHex(before));
  const refused = [...settled.refused];
  const accepted: string[] = [];
  if (settled.accepted.length > 0) {
    const lanes = cliques.map((clique, i) => ({ ...clique, lanes: cliqueLanes(layout, i) }));
    const sound = await consistencyBits(
      party,
      settled.accepted.map((datasetId) => tables.get(datasetId)!),
      marginChecks(lanes),
    );
    for (const [i, datasetId] of settled.accepted.entries()) {
      if (sound[i]) accepted.push(datasetId);
      else refused.push({ datasetId, reason: "its tables do not add up" });
    }
  }
  if (accepted.length === 0) throw stopped(order.orderId, "no hospital's tables can be used");
  const counts = await aggregate(
    party,
    accepted.map((datasetId) => tables.get(datasetId)!.counts),
    usedLanes(layout),
  );
  const digest = digestOfDocument({ before, accepted, refused });
  return { counts, frozen: { accepted, refused, digest } };
}
