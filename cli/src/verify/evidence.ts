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
 * `symbolon-evidence/1`: everything about one order that verification reads, so that it also works without a network. Logs and call
 * results are what an RPC said (blockHash ties them to a chain one can check later); documents prove themselves by digest, and all
 * signatures inside hold on their own.
 */
export const Evidence = z.strictObject({
  format: z.literal("symbolon-evidence/1"),
  deployment: Deployment,
  orderId: decimal,
  /** Logs that name the order, and those of its datasets up to the last of them, in chain order. */
  logs: z.array(Log),
  /** ABI-encoded answer of Market.orderOf(orderId). */
  order: hexBytes,
  /** Call data of the transactions that carried report and certify. */
  callData: z.record(z.string(), hexBytes),
  /** Canonical JSON documents by digest. */
  documents: z.record(z.string(), z.string()),
});
export type Evidence = z.infer<typeof Evidence>;
