import { address, bytes32, Deployment, decimal, hexBytes } from "@symbolon/protocol";
import { z } from "zod";

const Log = z.strictObject({
  address,
  topics: z.array(bytes32),
  data: hexBytes,
  blockNumber: z.int(),
  blockHash: bytes32,
  transactionHash: bytes32,
  index: z.int(),
});
/** A chain log as the RPC gave it. */
export type Log = z.infer<typeof Log>;

/**
 * `symbolon-evidence/2`: everything about one order that verification reads, so that it also works without a network. Logs and call
 * results are what an RPC said (blockHash ties them to a chain one can check later); documents prove themselves by digest, what the order
 * was by the words the contracts keep of it, and all signatures inside hold on their own.
 */
export const Evidence = z.strictObject({
  format: z.literal("symbolon-evidence/2"),
  deployment: Deployment,
  orderId: decimal,
  /** Block up to which logs were read, and at which the records were. */
  blockNumber: z.int(),
  /** Logs that name the order, its datasets or its data permit, and those that set fees and thresholds, in chain order. */
  logs: z.array(Log),
  /** Answers of Market.recordOf(orderId) and JobRegistry.recordOf(orderId). */
  records: z.strictObject({ order: bytes32, job: bytes32 }),
  /** Call data of the transactions that carried report and certify. */
  callData: z.record(z.string(), hexBytes),
  /** Canonical JSON documents by digest. */
  documents: z.record(z.string(), z.string()),
});
export type Evidence = z.infer<typeof Evidence>;
