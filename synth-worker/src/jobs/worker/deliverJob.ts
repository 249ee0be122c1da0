import { join } from "node:path";
import {
  digestOfBytes,
  KeyRelease,
  resultContext,
  SymbolonError,
  sealArtifact,
  toHex,
} from "@symbolon/protocol";
import { contractErrorOf } from "../shared/chainError.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { stateFile } from "../shared/stateFile.ts";
import { buildResult } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Lead only, with a passed certificate: encrypts the file for the buyer, pins ciphertext, model, manifest and certificate, hands the
 * wrapped key to the gateway, finalises. The sealing is kept before anyone hears of it, so a restart hands over the same key.
 * Throws E6003 (JobConsentStale, JobPastDeadline) for the caller to fail the job, retryable errors otherwise.
 */
export async function deliverJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, store, reporter } = node;
  const { order } = claim.verified;
  const orderId = order.orderId.toString();
  const result = buildResult(node, claim, job);
  const file = stateFile<KeyRelease>(join(claim.folder, "delivery.json"));
  let release = await file.read();
  if (release === null) {
    const documents = [
      ["model", result.model],
      ["manifest", result.manifest],
      ["certificate", await store.document(job.certificateDigest)],
    ] as const;
    for (const [name, document] of documents) {
      const cid = await store.pinDocument(document, `${name}.json`);
      reporter.progress({ step: "pinned", orderId, cid, detail: name });
    }
    const sealed = await sealArtifact(
      result.csv,
      order.buyerKey,
      resultContext(chain.chainId, order.orderId),
    );
    release = KeyRelease.parse({
      orderId,
      cid: await store.pin(sealed.ciphertext, `order-${orderId}.csv.enc`),
      ciphertextHash: digestOfBytes(sealed.ciphertext),
      wrappedKey: toHex(sealed.wrappedKey),
      fileName: `symbolon-order-${orderId}.csv`,
    });
    await file.write(release);
    reporter.progress({
      step: "pinned",
      orderId,
      cid: release.cid,
      detail: `ciphertext, ${sealed.ciphertext.length} bytes`,
    });
  }
  if (node.gatewayUrl !== null) {
    try {
      const url = `${node.gatewayUrl}/orders/${orderId}/key`;
      await postSigned(chain, url, { purpose: "key", subject: orderId }, release, "PUT");
    } catch (error) {
      // E9005: an earlier hand-over stands.
      if (!(error instanceof SymbolonError && error.code === "E9005")) throw error;
    }
  }
  try {
    const { txHash, gasUsed } = await chain.send("jobRegistry", "finalise", order.orderId);
    reporter.progress({ step: "finalised", orderId, txHash, gasUsed });
  } catch (error) {
    if (contractErrorOf(error) !== "JobWrongState") throw error;
  }
}
