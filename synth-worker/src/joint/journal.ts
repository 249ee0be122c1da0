import { bytes32, decimal } from "@symbolon/protocol";
import { z } from "zod";

/** One opening and its price, as it goes on record before the opening. */
const LedgerEntry = z.strictObject({
  what: z.string(),
  kind: z.enum(["choice", "table"]),
  /** Pico-rho (1e-12), rounded up. */
  picoRho: decimal,
  /** Probability of what the rho does not cover. */
  delta: z.number().nonnegative(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** What an opening showed: the plan's table that was chosen, or a table's counts. */
const OpenedStep = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("choice"), clique: z.int().nonnegative() }),
  z.strictObject({
    kind: z.literal("table"),
    clique: z.int().nonnegative(),
    counts: z.array(z.int()),
    /** Of a job in looks (parts/runParts.ts): digest of the look's parts and of the commitments to what hospitals sent for it. */
    inputs: bytes32.optional(),
  }),
]);
export type OpenedStep = z.infer<typeof OpenedStep>;

const JournalStep = z.strictObject({
  /** Its place in the ledger, from 0. */
  index: z.int().nonnegative(),
  entry: LedgerEntry,
  /** null: charged; it is not known that anything was opened. */
  opened: OpenedStep.nullable(),
});
/** One charge of a job, told before its opening (`opened` null) and again after it. */
export type JournalStep = z.infer<typeof JournalStep>;

const FrozenInputs = z.strictObject({
  accepted: z.array(decimal),
  refused: z.array(z.strictObject({ datasetId: decimal, reason: z.string() })),
  digest: bytes32,
});
/** Which hospitals' tables a job uses; `digest` covers plan, job, and the commitments of those that are in. */
export type FrozenInputs = z.infer<typeof FrozenInputs>;

/**
 * What a node keeps of a job, so that a new attempt goes on where this one ended: what hooks.frozen was told, and for every index the last step
 * that hooks.charge or hooks.opened was told. JSON data; a journal of another node is parsed before it is used. An attempt that begins with a
 * journal goes on with it: its hooks are told later steps only.
 */
export const Journal = z.strictObject({
  inputs: FrozenInputs.optional(),
  steps: z.array(JournalStep),
});
export type Journal = z.infer<typeof Journal>;
