import {
  documentBytes,
  type Hex,
  type JointModel,
  type Origin,
  type PrivateManifest,
  type StatisticsTranscript,
} from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import type { Claim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/** What stands for the model: of a statistic the transcript of its rounds. */
export type ModelDocument = JointModel | Origin | StatisticsTranscript;

/** What a job made, before anybody describes it: the document that stands for the model, the file, and their digests. */
export type Made<M extends ModelDocument = ModelDocument> = {
  readonly model: M;
  readonly modelDigest: Hex;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly outputHash: Hex;
};

/** The part of a manifest that every release class has, for a CSV file of rows. */
type ManifestBase = Pick<
  PrivateManifest,
  | "format"
  | "chainId"
  | "jobRegistry"
  | "orderId"
  | "specDigest"
  | "nodes"
  | "commitDigest"
  | "model"
  | "output"
>;

/** What a manifest of any release class says, for a CSV file of rows. */
export function manifestBase(
  node: WorkerNode,
  { verified: { order, spec } }: Claim,
  job: Job,
  { model, modelDigest, file, outputHash }: Made,
): ManifestBase {
  return {
    format: "symbolon-manifest/1",
    chainId: spec.chainId,
    jobRegistry: node.chain.deployment.contracts.jobRegistry.toLowerCase() as Hex,
    orderId: order.orderId.toString(),
    specDigest: order.terms.specDigest,
    nodes: [...job.record.nodes],
    commitDigest: job.record.commitDigest,
    model: { digest: modelDigest, bytes: documentBytes(model).length },
    output: { hash: outputHash, bytes: file.length, rows: spec.rows, mediaType: "text/csv" },
  };
}

/** A manifest's lines about the datasets that went in. */
export function manifestDatasets({ verified: { datasets } }: Claim, job: Job) {
  return datasets.map(({ datasetId, provider, schemaDigest }, i) => ({
    datasetId: datasetId.toString(),
    provider,
    schemaDigest,
    consentEpoch: String(job.record.consentEpochs[i]),
  }));
}
