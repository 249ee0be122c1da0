import { join } from "node:path";
import {
  digestOfBytes,
  KeyRelease,
  resultContext,
  SymbolonError,
  sealArtifact,
  toHex,
} from "@symbolon/protocol";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { stateFile } from "../shared/stateFile.ts";
import { buildResult } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/** What stands where a private file's model stands. */
const MODEL_NAMES = { private: "model", "high-fidelity": "origin", statistics: "transcript" } as const;

/**
 * Lead only, with a passed certificate: encrypts the file for the buyer, pins ciphertext, model, manifest and certificate, and hands
 * the wrapped key to the gateway. Done once: the sealing is kept before anyone hears of it, so a restart hands over the same key, and a
 * kept marker ends it. Anybody may finalise a passed certificate, so it is also called after somebody else did. Throws retryable errors.
 */
export async function handOver(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const done = stateFile<{ cid: string }>(join(claim.folder, "handed-over.json"));
  if ((await done.read()) !== null) return;
  const release = await sealAndPin(node, claim, job);
  if (node.gatewayUrl !== null) {
    const { orderId } = release;
    try {
      const url = `${node.gatewayUrl}/orders/${orderId}/key`;
      await postSigned(node.chain, url, { purpose: "key", subject: orderId }, release, "PUT");
    } catch (error) {
      // E9005: an earlier hand-over stands.
      if (!(error instanceof SymbolonError && error.code === "E9005")) throw error;
    }
  }
  await done.write({ cid: release.cid });
}

async function sealAndPin(node: WorkerNode, claim: Claim, job: Job): Promise<KeyRelease> {
  const { chain, store, reporter } = node;
  const { order } = claim.verified;
  const orderId = order.orderId.toString();
  const file = stateFile<KeyRelease>(join(claim.folder, "delivery.json"));
  const kept = await file.read();
  if (kept !== null) return kept;
  const result = await buildResult(node, claim, job);
  const documents = [
    [MODEL_NAMES[claim.releaseClass], result.model],
    ["manifest", result.manifest],
    ["certificate", await store.document(job.record.certificate.certificateDigest)],
  ] as const;
  for (const [name, document] of documents) {
    const cid = await store.pinDocument(document, `${name}.json`);
    reporter.progress({ step: "pinned", orderId, cid, detail: name });
  }
  const suffix = suffixOf(claim);
  const sealed = await sealArtifact(
    result.file,
    order.terms.buyerKey,
    resultContext(chain.chainId, order.orderId),
  );
  const release = KeyRelease.parse({
    orderId,
    cid: await store.pin(sealed.ciphertext, `order-${orderId}.${suffix}.enc`),
    ciphertextHash: digestOfBytes(sealed.ciphertext),
    wrappedKey: toHex(sealed.wrappedKey),
    fileName: `symbolon-order-${orderId}.${suffix}`,
  });
  await file.write(release);
  const detail = `ciphertext, ${sealed.ciphertext.length} bytes`;
  reporter.progress({ step: "pinned", orderId, cid: release.cid, detail });
  return release;
}

function suffixOf({ releaseClass, verified }: Claim): "json" | "csv" | "zip" {
  if (releaseClass === "statistics") return "json";
  return "product" in verified.spec && verified.spec.product !== undefined ? "zip" : "csv";
}
