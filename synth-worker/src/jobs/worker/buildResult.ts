import {
  digestOfDocument,
  type Hex,
  type JointModel,
  type Manifest,
  type Origin,
  type StatisticsTranscript,
} from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import type { Claim, FileClaim, PrivateClaim, StatisticsClaim } from "./claims.ts";
import { fileResult } from "./fileResult.ts";
import type { Made, ModelDocument } from "./manifestBase.ts";
import { privateResult } from "./privateResult.ts";
import { statisticResult } from "./statistics/statisticResult.ts";
import type { WorkerNode } from "./workerNode.ts";

/** What a job gives: documents, the file, and the three digests that go on chain. */
export type Result<M extends ModelDocument = ModelDocument> = Made<M> & {
  readonly manifest: Manifest;
  readonly manifestDigest: Hex;
};

/**
 * The job's result: of a private job made from the opened tables, of a high-fidelity one what the hospital sent, of a statistic its figures. A function of order, claim
 * and what is kept of it, so every node gets the same bytes and a restarted node gets them again. Throws what privateResult and fileResult
 * throw.
 */
export async function buildResult(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
): Promise<Result<JointModel>>;
export async function buildResult(node: WorkerNode, claim: FileClaim, job: Job): Promise<Result<Origin>>;
export async function buildResult(
  node: WorkerNode,
  claim: StatisticsClaim,
  job: Job,
): Promise<Result<StatisticsTranscript>>;
export async function buildResult(node: WorkerNode, claim: Claim, job: Job): Promise<Result>;
export async function buildResult(node: WorkerNode, claim: Claim, job: Job): Promise<Result> {
  if (claim.result !== null) return claim.result;
  if (claim.releaseClass === "private") claim.result = named(await privateResult(node, claim, job));
  else if (claim.releaseClass === "statistics") claim.result = named(await statisticResult(node, claim, job));
  else claim.result = named(await fileResult(node, claim, job));
  const { order, spec } = claim.verified;
  const { file, outputHash } = claim.result;
  const detail = `${spec.rows} rows, ${file.length} bytes, sha256 ${outputHash}`;
  node.reporter.progress({ step: "generated", orderId: order.orderId.toString(), detail });
  return claim.result;
}

function named<R extends { readonly manifest: Manifest }>(made: R): R & { readonly manifestDigest: Hex } {
  return { ...made, manifestDigest: digestOfDocument(made.manifest) };
}
