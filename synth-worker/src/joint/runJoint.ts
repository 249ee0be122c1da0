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
import type { LedgerHooks, RecordedEntry } from "./jointLedger.ts";
import type { JointPlan } from "./jointPlan.ts";
import type { OpenedTable } from "./jointState.ts";
import type { FrozenInputs, Journal } from "./journal.ts";
import { openPlanned } from "./openPlanned.ts";
import { planDigest } from "./planDigest.ts";

/**
 * What the node around the computation does. All three must answer alike where an answer is asked for. What a hook throws ends the job at all
 * three: this party stops, and tells the others. `charge` must be on record when it returns: what follows may fail after it was opened.
 * `opened` keeps what was opened for another attempt; what it does not keep is lost to that, and paid.
 */
export type JointHooks = LedgerHooks & {
  /** Sends this node's report to the other two and gives all three, in the nodes' order; each is signed by its node. */
  readonly exchange: (own: InputReport) => Promise<readonly InputReport[]>;
  /** The last word before records are counted together: throw when order, permit, consent or budget do not stand. Keep it with the journal. */
  readonly frozen?: (inputs: FrozenInputs) => Promise<void> | void;
  /** Called after each fit, which keeps the machine busy: lets links and timers have their turn. */
  readonly pause?: () => Promise<void>;
};

/** What a node has for a job. `job` is the one that the hospitals' shares are bound to, in every attempt. */
export type JointInputs = {
  readonly job: Hex;
  readonly received: readonly ReceivedTables[];
  /** What earlier attempts opened and charged (mergeJournals); default nothing. */
  readonly journal?: Journal | undefined;
};

/** What a job gives. Everything in it is public. */
export type JointResult = {
  /** "semi-honest": a node that did not follow the protocol could have made the result wrong, or seen more than it shows. */
  readonly mode: "semi-honest" | "malicious";
  readonly inputs: FrozenInputs;
  /** Every column's table in column order, then the chosen ones in the order of choice. */
  readonly tables: readonly OpenedTable[];
  /** All charges, those of earlier attempts first. */
  readonly ledger: readonly RecordedEntry[];
  /** Tables that were chosen, or named by a fixed workload, and not measured because charges were lost. */
  readonly leftOut: readonly number[];
  /** SHA-256 of all messages of the links to the previous and to the next node, in this attempt. */
  readonly transcripts: { readonly previous: Uint8Array; readonly next: Uint8Array };
};

/**
 * One node's part of a joint private job: accepts the hospitals' shares, finds with the other two which hospitals' tables are sound (one bit per
 * hospital is opened; one that deals or counts inconsistently is named and left out), adds them up, and measures what the plan says.
 * Beside those bits only noisy tables and the choices are opened, each after its charge. With a journal it goes on after what earlier
 * attempts opened, which must have been with the same inputs. Throws E4020 when anything does not fit, and tells the other two: what was
 * charged by then stays charged.
 */
export async function runJoint(
  party: RunningParty,
  plan: JointPlan,
  inputs: JointInputs,
  hooks: JointHooks,
): Promise<JointResult> {
  try {
    return await runSteps(party, plan, inputs, hooks);
  } catch (error) {
    party.stop(error);
    throw error;
  }
}

async function runSteps(
  party: RunningParty,
  plan: JointPlan,
  inputs: JointInputs,
  hooks: JointHooks,
): Promise<JointResult> {
  const { job, received, journal = { steps: [] } } = inputs;
  const { counts, frozen } = await soundTables(party, plan, { job, received, journal }, hooks);
  return await openPlanned(party, plan, { counts, frozen, journal }, hooks);
}

/** The sum of all sound hospitals' tables. The hospitals' own shares are let go when it returns. */
async function soundTables(
  party: RunningParty,
  plan: JointPlan,
  { job, received, journal }: JointInputs & { readonly journal: Journal },
  hooks: JointHooks,
): Promise<{ counts: Planes; frozen: FrozenInputs }> {
  const { order, layout, cliques } = plan;
  const { tables, report } = acceptTables(plan, { job, index: party.index, received });
  const settled = settleInputs(order.datasetIds, await hooks.exchange(report));
  const planned = planDigest(plan);
  const before = digestOfDocument({ job, plan: planned, inputs: settled.digest });
  await party.agree("the order and what was sent", fromHex(before));
  await party.agree("what earlier attempts opened", fromHex(digestOfDocument(journal)));
  // What is kept of earlier attempts is of these hospitals' records, so no other's may come in, and none may be missing.
  const bound = journal.inputs;
  const wanted = bound?.accepted ?? settled.accepted;
  requireAll(wanted, settled.accepted);
  const refused = [...(bound?.refused ?? settled.refused)];
  const accepted: string[] = [];
  if (wanted.length > 0) {
    const lanes = cliques.map((clique, i) => ({ ...clique, lanes: cliqueLanes(layout, i) }));
    const sound = await consistencyBits(
      party,
      wanted.map((datasetId) => tables.get(datasetId)!),
      marginChecks(lanes),
    );
    for (const [i, datasetId] of wanted.entries()) {
      if (sound[i]) accepted.push(datasetId);
      else refused.push({ datasetId, reason: "its tables do not add up" });
    }
  }
  if (accepted.length === 0) throw stopped(order.orderId, "no hospital's tables can be used");
  const used = Object.fromEntries(accepted.map((datasetId) => [datasetId, report[datasetId]!]));
  const digest = digestOfDocument({ format: "symbolon/joint-inputs/1", job, plan: planned, used, refused });
  if (bound !== undefined && bound.digest !== digest)
    throw stopped(order.orderId, "earlier attempts had other inputs");
  const counts = await aggregate(
    party,
    accepted.map((datasetId) => tables.get(datasetId)!.counts),
    usedLanes(layout),
  );
  return { counts, frozen: { accepted, refused, digest } };

  function requireAll(needed: readonly string[], there: readonly string[]): void {
    const missing = needed.find((datasetId) => !there.includes(datasetId));
    if (missing !== undefined)
      throw stopped(order.orderId, `dataset ${missing}, which earlier attempts counted, is missing`);
  }
}
