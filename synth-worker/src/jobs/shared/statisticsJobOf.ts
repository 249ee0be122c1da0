import { claimKey } from "../../joint/upload/claimKey.ts";
import type { StatisticsJob } from "../../mpc/statistics/sumOfRound.ts";
import type { Job } from "./readJob.ts";
import type { VerifiedStatisticsOrder } from "./verifyOrder.ts";

/** Who computes a statistic together, in one claim: what nodes and hospitals name its sums by. */
export function statisticsJobOf({ order, spec }: VerifiedStatisticsOrder, job: Job): StatisticsJob {
  return {
    chainId: spec.chainId,
    orderId: order.orderId.toString(),
    specDigest: order.terms.specDigest,
    claim: claimKey(order.orderId, job),
    datasetIds: spec.datasetIds,
    nodes: job.claimedNodes,
  };
}
