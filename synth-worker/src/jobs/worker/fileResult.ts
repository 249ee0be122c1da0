import {
  digestOfBytes,
  digestOfDocument,
  type Manifest,
  type Origin,
  SymbolonError,
} from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import { checkOrderedArchive } from "./checkOrderedArchive.ts";
import { checkOrderedFile } from "./checkOrderedFile.ts";
import type { FileClaim } from "./claims.ts";
import { openPart, readParts } from "./fileParts.ts";
import { type Made, manifestBase, manifestDatasets } from "./manifestBase.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * The hospital's file with its origin and manifest, checked: its bytes are those announced before the budget was charged, and it is what the
 * order asks for. Throws E4008 (retryable) while a part is missing, E4007 for other bytes than announced, and what checkOrderedFile throws.
 */
export async function fileResult(
  node: WorkerNode,
  claim: FileClaim,
  job: Job,
): Promise<Made<Origin> & { readonly manifest: Manifest }> {
  const { order, spec, datasets } = claim.verified;
  const [dataset] = datasets;
  const parts = await readParts(claim);
  if (parts === null)
    throw new SymbolonError("E4008", {
      orderId: order.orderId,
      reason: "the hospital's file is not here yet",
    });
  const file = new Uint8Array(Buffer.concat(await Promise.all(parts.map((part) => openPart(node, part)))));
  const model = parts[0]!.origin;
  const outputHash = digestOfBytes(file);
  const disagree = (field: string) =>
    new SymbolonError("E4007", { node: dataset!.provider, field, orderId: order.orderId });
  if (outputHash !== model.outputHash || file.length !== model.bytes) throw disagree("outputHash");
  const says = `${model.chainId}/${model.orderId}/${model.datasetId}/${model.provider}/${model.rows}`;
  if (says !== `${spec.chainId}/${order.orderId}/${dataset!.datasetId}/${dataset!.provider}/${spec.rows}`)
    throw disagree("origin");
  if (model.product !== spec.product) throw disagree("product");
  if (spec.product === undefined) await checkOrderedFile(claim, file);
  else await checkOrderedArchive(claim, file);
  const made = { model, modelDigest: digestOfDocument(model), file, outputHash };
  const base = manifestBase(node, claim, job, made);
  const manifest: Manifest = {
    ...base,
    ...(spec.product === undefined ? {} : { output: { ...base.output, mediaType: "application/zip" } }),
    datasets: manifestDatasets(claim, job),
    code: { ...node.code, engine: spec.engine },
  };
  return { ...made, manifest };
}
