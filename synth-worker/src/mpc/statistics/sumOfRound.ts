import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { MpcJob } from "../mpcJob.ts";
import type { RoundPlan } from "./statistic.ts";

/** Who computes which order together. */
export type StatisticsJob = {
  readonly chainId: number;
  readonly orderId: string;
  /** Digest of the order's spec, as it is on chain. */
  readonly specDigest: Hex;
  /** Short name of the claim: a share that was made for one claim is of no use in another. */
  readonly claim: string;
  readonly datasetIds: readonly string[];
  readonly nodes: readonly string[];
};

/**
 * The sum behind one round (from 0) of a statistic. Its number, which takes the place of an order's in all messages, is the digest of order,
 * claim, round and plan written as a decimal: a share or a message made for another round or for other parameters is of another sum, and is
 * refused (E4004, E4007). A number is two words of the sum.
 */
export function sumOfRound(job: StatisticsJob, round: number, plan: RoundPlan<unknown>): MpcJob {
  const { chainId, orderId, specDigest, claim, datasetIds, nodes } = job;
  const digest = digestOfDocument({
    format: "symbolon-statistics-round/1",
    chainId,
    orderId,
    specDigest,
    claim,
    round,
    plan,
  });
  return {
    chainId,
    orderId: String(BigInt(digest)),
    datasetIds,
    nodes,
    length: 2 * plan.length,
    variance: plan.noise?.variance ?? { num: "0", den: "1" },
  };
}
