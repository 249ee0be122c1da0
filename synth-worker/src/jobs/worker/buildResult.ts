import {
  digestOfBytes,
  digestOfDocument,
  documentBytes,
  type Hex,
  type Manifest,
  type Model,
  rowSeed,
  SymbolonError,
  splitRho,
} from "@symbolon/protocol";
import { generateCsv } from "../../exports/generate.ts";
import { combineOpenings } from "../../mpc/combineOpenings.ts";
import { commitDigest } from "../../mpc/openPartial.ts";
import type { Job } from "../shared/readJob.ts";
import type { Claim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/** What a job gives: documents, the file, and the three digests that go on chain. */
export type Result = {
  readonly model: Model;
  readonly manifest: Manifest;
  readonly csv: Uint8Array<ArrayBuffer>;
  readonly manifestDigest: Hex;
  readonly outputHash: Hex;
  readonly modelDigest: Hex;
};

/**
 * Model, rows and manifest from the opened counts: a function of order, claim and openings alone, so every node gets the same bytes and
 * a restarted node gets them again. Throws E4008 (retryable) while an opening is missing, E4003 for a false one.
 */
export function buildResult(node: WorkerNode, claim: Claim, job: Job): Result {
  if (claim.result !== null) return claim.result;
  const session = claim.sum.get();
  const { order, spec, schema, datasets } = claim.verified;
  const orderId = order.orderId.toString();
  if (session.step !== "opened")
    throw new SymbolonError("E4008", { orderId, reason: "nothing is opened yet" });
  const { noisyCounts, transcriptDigest } = combineOpenings(session);
  const nodes = [...job.record.nodes];
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
    nodes,
    transcriptDigest,
  };
  const modelDigest = digestOfDocument(model);
  const seed = rowSeed(order.orderId, modelDigest);
  const csv = generateCsv(model, {
    rows: spec.rows,
    seedHex: seed,
    columns: spec.columns,
    cohort: spec.cohort,
  });
  const outputHash = digestOfBytes(csv);
  const manifest: Manifest = {
    format: "symbolon-manifest/1",
    chainId: spec.chainId,
    jobRegistry: node.chain.deployment.contracts.jobRegistry.toLowerCase() as Hex,
    orderId,
    specDigest: order.terms.specDigest,
    datasets: datasets.map(({ datasetId, provider, schemaDigest }, i) => ({
      datasetId: datasetId.toString(),
      provider,
      schemaDigest,
      consentEpoch: String(job.record.consentEpochs[i]),
      shareCommitments: session.shareCommitments[datasetId.toString()]!,
    })),
    nodes,
    commitDigest: commitDigest(session),
    seed,
    model: { digest: modelDigest, bytes: documentBytes(model).length },
    output: { hash: outputHash, bytes: csv.length, rows: spec.rows, mediaType: "text/csv" },
    code: { ...node.code, engine: spec.engine },
  };
  claim.result = {
    model,
    manifest,
    csv,
    manifestDigest: digestOfDocument(manifest),
    outputHash,
    modelDigest,
  };
  const detail = `${spec.rows} rows, ${csv.length} bytes, sha256 ${outputHash}`;
  node.reporter.progress({ step: "generated", orderId, detail });
  return claim.result;
}
