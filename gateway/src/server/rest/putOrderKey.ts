import { KeyRelease, parseDocument, SymbolonError } from "@symbolon/protocol";
import { readBody } from "../../http/readBody.ts";
import { sendJson } from "../../http/sendJson.ts";
import { readJson } from "../../permits/readJson.ts";
import { verifySignedRequest } from "../verifySignedRequest.ts";
import type { RestCall } from "./restRoute.ts";

const MAX_BODY_BYTES = 16_384;

/**
 * PUT /orders/ID/key: the lead node hands over where the ciphertext is and the data key wrapped to the buyer. Signed (purpose "key", subject =
 * order id) by nodes[0] of the order's job, read from the chain now. Answers 201 the first time and 200 for the same again. Throws E9004
 * (signature), E9009 and E1006 (body), E9002 (not the lead), E5001 (ciphertext not in the store), E9005 (another release stands), E5007 (destroyed).
 */
export async function putOrderKey({ gateway, request, response, params }: RestCall): Promise<void> {
  const subject = params[0]!;
  const orderId = BigInt(subject);
  const body = await readBody(request, MAX_BODY_BYTES);
  const signer = verifySignedRequest(request.headers, {
    chainId: gateway.deployment.chainId,
    purpose: "key",
    subject,
    body,
    now: gateway.now(),
  });
  const release = parseDocument(KeyRelease, readJson(body), "key release");
  if (release.orderId !== subject)
    throw new SymbolonError("E1006", { document: "key release", reason: `orderId: it is not ${subject}` });
  const lead = await gateway.chain.leadOf(orderId);
  if (lead !== signer)
    throw new SymbolonError("E9002", { reason: `${signer} does not lead the job of order ${orderId}` });
  await gateway.contentStore.size(release.cid);
  const outcome = await gateway.keyReleases.put(release, lead, gateway.now());
  if (outcome === "different") throw new SymbolonError("E9005", { orderId });
  sendJson(response, outcome === "stored" ? 201 : 200, { orderId: subject, stored: true });
}
