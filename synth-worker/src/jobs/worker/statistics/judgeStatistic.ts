import {
  AGGREGATE,
  canonicalJson,
  parseDocument,
  type StatisticsCertificate,
  StatisticsResult,
  SymbolonError,
  statisticsClass,
} from "@symbolon/protocol";
import type { Opened } from "../../../mpc/nodeSession.ts";
import { combineSum } from "../../../mpc/statistics/combineSum.ts";
import { followRounds } from "../../../mpc/statistics/followRounds.ts";
import { limitFaults } from "../../../mpc/statistics/limitFaults.ts";
import type { Job } from "../../shared/readJob.ts";
import { statisticsJobOf } from "../../shared/statisticsJobOf.ts";
import { buildResult } from "../buildResult.ts";
import type { StatisticsClaim } from "../claims.ts";
import type { WorkerNode } from "../workerNode.ts";

/** What an evaluator says of a statistic; the rest of a certificate follows from the job. */
export type StatisticJudgement = Pick<
  StatisticsCertificate,
  "releaseClass" | "privacy" | "rounds" | "passed" | "reasons"
>;

/**
 * The reported result once more, from the openings that this node keeps, each against its commitment: the figures have to be the same, bit for
 * bit, and to keep to the order's limits. Throws E4007 for a report of another result.
 */
export async function judgeStatistic(
  node: WorkerNode,
  claim: StatisticsClaim,
  job: Job,
): Promise<StatisticJudgement> {
  const { order, spec } = claim.verified;
  const { file, outputHash } = await buildResult(node, claim, job);
  const disagree = (field: string) =>
    new SymbolonError("E4007", { node: job.record.nodes[0], field, orderId: order.orderId });
  if (outputHash !== job.record.report.outputHash) throw disagree("outputHash");
  const { figures } = parseDocument(StatisticsResult, JSON.parse(new TextDecoder().decode(file)), "result");
  const rounds = claim.rounds.stand().rounds.length;
  const sums = Array.from(
    { length: rounds },
    (_, round) => combineSum(claim.rounds.session(round) as Opened).sums,
  );
  const { step } = followRounds(spec, statisticsJobOf(claim.verified, job), sums);
  if (step.step !== "released" || canonicalJson(step.result) !== canonicalJson(figures))
    throw disagree("figures");
  const reasons = limitFaults(spec, figures);
  const { release, rhoMicro } = spec;
  return {
    releaseClass: statisticsClass(release),
    privacy:
      release.kind === "private"
        ? {
            epsilon: release.epsilon,
            delta: release.delta,
            rhoMicro,
            unit: "patient",
            neighbours: "add/remove",
          }
        : { none: AGGREGATE },
    rounds,
    passed: reasons.length === 0,
    reasons,
  };
}
