import {
  digestOfBytes,
  digestOfDocument,
  type Manifest,
  type Model,
  rowSeed,
  SymbolonError,
  splitRho,
} from "@symbolon/protocol";
import { generateCsv } from "../../exports/generate.ts";
import { combineOpenings } from "../../mpc/combineOpenings.ts";
import type { Job } from "../shared/readJob.ts";
import type { PrivateClaim } from "./claims.ts";
import { type Made, manifestBase, manifestDatasets } from "./manifestBase.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Model, rows and manifest from the opened counts: a function of order, claim and openings alone. Throws E4008 (retryable) while an opening
 * is missing, E4003 for a false one.
 */
export function privateResult(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
): Made<Model> & { readonly manifest: Manifest } {
  const session = claim.sum.get();
  const { order, spec, schema } = claim.verified;
  const orderId = order.orderId.toString();
  if (session.step !== "opened")
    throw new SymbolonError("E4008", { orderId, reason: "nothing is opened yet" });
  const { noisyCounts, transcriptDigest } = combineOpenings(session);
  const model: Model = {
    format: "symbolon-model/2",
    chainId: spec.chainId,
    orderId,
    schema,
    engine: spec.engine,
    workload: spec.workload,
    rhoMicro: splitRho(order.terms.rhoMicro).mainMicro.toString(),
    epsilon: spec.epsilon,
    delta: spec.delta,
    varianceNum: session.job.variance.num,
    varianceDen: session.job.variance.den,
    noiseFactorNum: 3,
    noiseFactorDen: 2,
    noisyCounts,
    nodes: [...job.record.nodes],
    transcriptDigest,
  };
  const modelDigest = digestOfDocument(model);
  const seed = rowSeed(order.orderId, modelDigest);
  const { rows, columns, cohort } = spec;
  const csv = generateCsv(model, { rows, seedHex: seed, columns, cohort });
  const made = { model, modelDigest, csv, outputHash: digestOfBytes(csv) };
  const manifest: Manifest = {
    ...manifestBase(node, claim, job, made),
    datasets: manifestDatasets(claim, job).map((dataset) => ({
      ...dataset,
      shareCommitments: session.shareCommitments[dataset.datasetId]!,
    })),
    seed,
    code: { ...node.code, engine: spec.engine },
  };
  return { ...made, manifest };
}
