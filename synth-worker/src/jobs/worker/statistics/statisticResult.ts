import {
  digestOfBytes,
  digestOfDocument,
  documentBytes,
  type StatisticsManifest,
  StatisticsResult,
  type StatisticsTranscript,
  SymbolonError,
} from "@symbolon/protocol";
import type { Opened } from "../../../mpc/nodeSession.ts";
import { transcriptRound } from "../../../mpc/statistics/transcriptRound.ts";
import type { Job } from "../../shared/readJob.ts";
import { statisticsJobOf } from "../../shared/statisticsJobOf.ts";
import type { StatisticsClaim } from "../claims.ts";
import { type Made, manifestBase, manifestDatasets } from "../manifestBase.ts";
import type { WorkerNode } from "../workerNode.ts";

/**
 * Result, transcript and manifest of a statistic from the sums that three nodes opened: a function of order, claim and openings alone. Throws
 * E4008 (retryable) while a round is missing.
 */
export async function statisticResult(
  node: WorkerNode,
  claim: StatisticsClaim,
  job: Job,
): Promise<Made<StatisticsTranscript> & { readonly manifest: StatisticsManifest }> {
  const { order, spec } = claim.verified;
  const { rounds, step } = claim.rounds.stand();
  const orderId = order.orderId.toString();
  if (step.step !== "released")
    throw new SymbolonError("E4008", { orderId, reason: "its rounds are not all opened yet" });
  const about = { chainId: spec.chainId, orderId, specDigest: order.terms.specDigest };
  const model: StatisticsTranscript = {
    format: "symbolon-statistics-transcript/1",
    ...about,
    claim: statisticsJobOf(claim.verified, job).claim,
    datasetIds: [...spec.datasetIds],
    nodes: [...job.record.nodes],
    // All rounds of a released statistic are opened.
    rounds: rounds.map(({ plan }, round) =>
      transcriptRound(plan.what, claim.rounds.session(round) as Opened, spec.release),
    ),
  };
  const modelDigest = digestOfDocument(model);
  const { request, cohort, release, precision, datasetIds } = spec;
  const result = StatisticsResult.parse({
    format: "symbolon-statistics-result/1",
    ...about,
    transcriptDigest: modelDigest,
    datasetIds,
    request,
    ...(cohort === undefined ? {} : { cohort }),
    release,
    precision,
    figures: step.result,
  });
  const file = documentBytes(result);
  const made = { model, modelDigest, file, outputHash: digestOfBytes(file) };
  const base = manifestBase(node, claim, job, made);
  const manifest: StatisticsManifest = {
    ...base,
    output: { ...base.output, mediaType: "application/json" },
    datasets: manifestDatasets(claim, job),
    code: { ...node.code, engine: spec.engine },
  };
  return { ...made, manifest };
}
