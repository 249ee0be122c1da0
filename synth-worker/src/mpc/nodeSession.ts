import { bytes32, decimal, hexBytes, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import { jobDigest, type MpcJob } from "./mpcJob.ts";

const job = z.strictObject({
  chainId: z.int(),
  orderId: decimal,
  datasetIds: z.array(decimal),
  nodes: z.array(z.string()),
  length: z.int(),
  variance: z.strictObject({ num: decimal, den: decimal }),
});
const node = z.union([z.literal(0), z.literal(1), z.literal(2)]);
const three = z.array(bytes32).length(3);
const shareCommitments = z.record(decimal, three);
const opening = z.strictObject({ salt: bytes32, partial: hexBytes });

const awaitingShares = z.strictObject({
  step: z.literal("awaitingShares"),
  job,
  node,
  shares: z.record(decimal, z.strictObject({ commitments: three, words: hexBytes })),
});
const committed = z.strictObject({
  step: z.literal("committed"),
  job,
  node,
  shareCommitments,
  own: opening,
  commitments: z.array(bytes32.nullable()).length(3),
});
const opened = z.strictObject({
  step: z.literal("opened"),
  job,
  node,
  shareCommitments,
  commitments: three,
  openings: z.array(opening.nullable()).length(3),
});
const session = z.discriminatedUnion("step", [awaitingShares, committed, opened]);

/** Step 1: shares are being collected. SECRET: holds one share of each dataset. */
export type AwaitingShares = z.infer<typeof awaitingShares>;
/**
 * Step 2: the noise is drawn and the partial sum fixed. SECRET until opened. There is no way back to step 1, so
 * noise is never drawn twice for one job: two noisy answers to one question would halve the protection.
 */
export type Committed = z.infer<typeof committed>;
/** Step 3: all three commitments were seen and the own partial sum may be shown. Public. */
export type Opened = z.infer<typeof opened>;
/**
 * A node's part in one sum: plain JSON. Every transition returns a new value; the caller stores it durably BEFORE
 * it sends what the transition allows to be sent, and resumes with restoreSession.
 */
export type NodeSession = AwaitingShares | Committed | Opened;

/** A stored session, checked; throws E4010 when it is damaged or belongs to another order than `orderId`. */
export function restoreSession(value: unknown, orderId: string): NodeSession {
  const result = session.safeParse(value);
  const reason = !result.success
    ? (result.error.issues[0]?.message ?? "not readable")
    : result.data.job.orderId !== orderId
      ? `it is of order ${result.data.job.orderId}`
      : undefined;
  if (!result.success || reason !== undefined) {
    throw new SymbolonError("E4010", { orderId, reason: reason ?? "not readable" });
  }
  return result.data;
}

/** A node's first state. Throws E1006 for an impossible job. */
export function startSession(sum: MpcJob, index: 0 | 1 | 2): AwaitingShares {
  jobDigest(sum);
  return {
    step: "awaitingShares",
    job: { ...sum, datasetIds: [...sum.datasetIds], nodes: [...sum.nodes], variance: { ...sum.variance } },
    node: index,
    shares: {},
  };
}
