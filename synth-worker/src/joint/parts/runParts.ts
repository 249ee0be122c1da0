import { digestOfDocument, fromHex, type Hex } from "@symbolon/protocol";
import { discreteGaussian } from "../../mpc/circuits/discreteGaussian.ts";
import { noisySums } from "../../mpc/circuits/noisySums.ts";
import type { Planes } from "../../mpc/circuits/planes.ts";
import { type InputReport, settleInputs } from "../../mpc/rss/inputs/settleInputs.ts";
import type { RunningParty } from "../../mpc/rss/startParty.ts";
import { stopped } from "../../mpc/rss/stopped.ts";
import type { ReceivedTables } from "../acceptTables.ts";
import type { LedgerHooks } from "../jointLedger.ts";
import type { FrozenInputs, Journal } from "../journal.ts";
import { acceptParts } from "./acceptParts.ts";
import { inPartUnits } from "./inPartUnits.ts";
import { lookJob } from "./lookJob.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import type { OpenedPart } from "./openedPart.ts";
import { partShape } from "./partShape.ts";
import { PartsLedger } from "./partsLedger.ts";
import type { PartsOpener } from "./partsOpener.ts";
import { partsPlanDigest } from "./partsPlanDigest.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * What the node around the computation does, as in a joint job of one stage (JointHooks); what a hook throws ends the job at all three.
 * `charge` must be on record when it returns. `opened` keeps what was opened for another attempt.
 */
export type PartsHooks = LedgerHooks & {
  /** What the hospitals sent this node for a look; waits for them, and leaves out who does not send. */
  readonly receive: (look: number, parts: readonly MeasuredPart[]) => Promise<readonly ReceivedTables[]>;
  /** Sends this node's report on a look to the other two and gives all three, in the nodes' order; each is signed by its node. */
  readonly exchange: (own: InputReport, look: number) => Promise<readonly InputReport[]>;
  /**
   * The last word before records are counted together, once, before the first opening: the whole budget is charged here (on chain), and
   * order, permit and consent must stand. Keep the inputs with the journal.
   */
  readonly frozen?: (inputs: FrozenInputs) => Promise<void> | void;
  /** Tells the hospitals what a look opened: their programs wait for it. */
  readonly told: (look: number, sums: readonly Float64Array[]) => Promise<void> | void;
};

/** What a node has for a job. `job` names order and claim; shares of every look are bound to it. */
export type PartsInputs = {
  readonly job: Hex;
  /** What earlier attempts opened and charged (mergeJournals); default nothing. */
  readonly journal?: Journal | undefined;
  /** false for keys that can be repeated (tests). */
  readonly guarantee: boolean;
};

/** What a job gives. Everything in it is public. */
export type PartsResult<T> = {
  /** What the program made of the openings. */
  readonly value: T;
  readonly mode: "semi-honest" | "malicious";
  readonly guarantee: boolean;
  readonly inputs: FrozenInputs;
  readonly opened: readonly OpenedPart[];
  /** SHA-256 of all messages of the links to the previous and to the next node, in this attempt. */
  readonly transcripts: { readonly previous: Uint8Array; readonly next: Uint8Array };
};

/**
 * One node's part of a joint job in looks. `program` asks for noisy sums and makes a model of them; it is the same program at all nodes and
 * hospitals and a function of what was opened. For every look the node accepts the hospitals' shares, agrees with the other two on parts
 * and commitments, adds the vectors up, adds discrete Gaussian noise that nobody knows (discreteGaussian), charges each part, and opens it.
 * No hospital's vector, no sum without noise and nothing beside the parts is opened; in malicious mode every gate is verified before an
 * opening. A hospital whose shares do not fit in the first look is named and left out; in a later one the job stops, since what was opened
 * is of its records, too. Throws E4020 when anything does not fit, and tells the other two; what was charged by then stays charged.
 */
export async function runParts<T>(
  party: RunningParty,
  plan: PartsPlan,
  inputs: PartsInputs,
  hooks: PartsHooks,
  program: (opener: PartsOpener) => Promise<T>,
): Promise<PartsResult<T>> {
  try {
    return await runLooks(party, plan, inputs, hooks, program);
  } catch (error) {
    party.stop(error);
    throw error;
  }
}

async function runLooks<T>(
  party: RunningParty,
  plan: PartsPlan,
  { job, journal = { steps: [] }, guarantee }: PartsInputs,
  hooks: PartsHooks,
  program: (opener: PartsOpener) => Promise<T>,
): Promise<PartsResult<T>> {
  await party.agree("the order", fromHex(digestOfDocument({ job, plan: partsPlanDigest(plan) })));
  await party.agree("what earlier attempts opened", fromHex(digestOfDocument(journal)));
  const ledger = new PartsLedger(plan, { steps: journal.steps, hooks });
  let frozen: FrozenInputs | null = journal.inputs ?? null;
  if (frozen !== null) {
    ledger.begin(frozen.digest);
    await hooks.frozen?.(frozen);
  }
  let looks = 0;
  const value = await program({
    guarantee,
    async open(parts) {
      const look = looks++;
      const numbers: (readonly number[])[] = [];
      // The openings that earlier attempts have kept are a beginning of the job.
      for (const part of frozen === null ? [] : parts) {
        const past = ledger.past(part);
        if (past === null) break;
        numbers.push(past);
      }
      if (numbers.length < parts.length) {
        const shared = await receiveLook(party, plan, { job, look, parts, frozen }, hooks);
        if (frozen === null) {
          frozen = shared.frozen;
          await hooks.frozen?.(frozen);
          await party.agree("the inputs", fromHex(frozen.digest));
          ledger.begin(frozen.digest);
        }
        const left = parts.slice(numbers.length);
        const openers = await noisyParts(party, plan, left, shared.vectors.slice(numbers.length));
        // What is left of the journal here are charges whose openings were lost.
        for (const [i, part] of left.entries())
          numbers.push(ledger.past(part) ?? (await ledger.open({ part, inputs: shared.sent }, openers[i]!)));
      }
      const sums = numbers.map((own, i) => inPartUnits(plan, parts[i]!, own));
      await hooks.told(look, sums);
      return sums;
    },
  });
  const opened = ledger.finish();
  await party.agree("the result", fromHex(opened.at(-1)!.chain));
  return { value, mode: party.mode, guarantee, inputs: frozen!, opened, transcripts: party.transcripts() };
}

/** The accepted hospitals' vectors of a look, part by part, and who is in. */
async function receiveLook(
  party: RunningParty,
  plan: PartsPlan,
  look: {
    readonly job: Hex;
    readonly look: number;
    readonly parts: readonly MeasuredPart[];
    readonly frozen: FrozenInputs | null;
  },
  hooks: PartsHooks,
): Promise<{
  readonly vectors: readonly (readonly Planes[])[];
  readonly frozen: FrozenInputs;
  /** Digest of the look's parts and of the commitments to what was sent for it. */
  readonly sent: Hex;
}> {
  const { order } = plan;
  const received = await hooks.receive(look.look, look.parts);
  const { parts, report } = acceptParts(plan, { ...look, index: party.index, received });
  const settled = settleInputs(order.datasetIds, await hooks.exchange(report, look.look));
  const sent = digestOfDocument({ look: lookJob(plan, look), inputs: settled.digest });
  await party.agree(`look ${look.look + 1} and what was sent for it`, fromHex(sent));
  const accepted = look.frozen?.accepted ?? settled.accepted;
  if (accepted.length === 0) throw stopped(order.orderId, "no hospital's numbers can be used");
  const missing = accepted.find((datasetId) => !settled.accepted.includes(datasetId));
  if (missing !== undefined)
    throw stopped(order.orderId, `dataset ${missing} is missing from look ${look.look + 1}`);
  const used = Object.fromEntries(accepted.map((datasetId) => [datasetId, report[datasetId]!]));
  const { refused } = settled;
  return {
    sent,
    vectors: look.parts.map((_, i) => accepted.map((datasetId) => parts.get(datasetId)![i]!)),
    frozen: look.frozen ?? {
      accepted: [...accepted],
      refused: refused.map((each) => ({ ...each })),
      digest: digestOfDocument({
        format: "symbolon/joint-inputs/2",
        job: look.job,
        plan: partsPlanDigest(plan),
        used,
        refused,
      }),
    },
  };
}

/** Noise for all parts in one go, and the function that opens each. */
async function noisyParts(
  party: RunningParty,
  plan: PartsPlan,
  parts: readonly MeasuredPart[],
  vectors: readonly (readonly Planes[])[],
): Promise<(() => Promise<Float64Array>)[]> {
  const noise = await discreteGaussian(
    party,
    parts.map((part) => ({ sigma: partShape(plan, part).sigma, cells: part.cells })),
  );
  return await noisySums(
    party,
    parts.map(({ cells, signed }, i) => ({
      vectors: vectors[i]!,
      kind: signed ? "signed" : "unsigned",
      noise: noise[i]!,
      cells,
    })),
  );
}
