import {
  digestOfBytes,
  digestOfDocument,
  type Hex,
  type JointModel,
  type Manifest,
  rowSeed,
  SymbolonError,
} from "@symbolon/protocol";
import { generateCsv } from "../../exports/generate.ts";
import type { Job } from "../shared/readJob.ts";
import type { PrivateClaim } from "./claims.ts";
import { type Made, manifestBase, manifestDatasets } from "./manifestBase.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Rows and manifest from the model that the three nodes computed: a function of order, claim and model alone. Throws E4008 (retryable) while
 * the model is not settled.
 */
export async function privateResult(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
): Promise<Made<JointModel> & { readonly manifest: Manifest }> {
  const { order, spec } = claim.verified;
  const kept = claim.model.get();
  if (kept?.isSettled !== true)
    throw new SymbolonError("E4008", { orderId: order.orderId, reason: "it is not computed yet" });
  const { model } = kept;
  const modelDigest = digestOfDocument(model);
  const seed = rowSeed(order.orderId, modelDigest);
  const { rows, columns, cohort } = spec;
  const file = generateCsv(model, { rows, seedHex: seed, columns, cohort });
  const made = { model, modelDigest, file, outputHash: digestOfBytes(file) };
  const commitmentsOf = async (datasetId: string): Promise<Hex[] | null> => {
    if (!model.datasetIds.includes(datasetId)) return null;
    const share = await claim.shares.stored(datasetId);
    if (share === null)
      throw new SymbolonError("E4010", { orderId: order.orderId, reason: "a share is lost" });
    return share.message.commitments as Hex[];
  };
  const manifest: Manifest = {
    ...manifestBase(node, claim, job, made),
    datasets: await Promise.all(
      manifestDatasets(claim, job).map(async (dataset) => ({
        ...dataset,
        shareCommitments: await commitmentsOf(dataset.datasetId),
      })),
    ),
    seed,
    code: { ...node.code, engine: spec.engine },
  };
  return { ...made, manifest };
}
