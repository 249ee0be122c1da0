import { type KeyRelease, SymbolonError } from "@symbolon/protocol";
import { checkAccess } from "../modules/keyRelease/checkAccess.ts";
import { verifySignedRequest } from "../verifySignedRequest.ts";
import type { RestCall } from "./restRoute.ts";

/**
 * The key release of an order, for a request signed (purpose "download", subject = order id) by an account that the chain lets have it.
 * Throws E9004 (signature), E9002 (other account), E5005 (not finalised, access ended, or nothing handed over yet), E6001 (RPC).
 */
export async function authoriseDownload({ gateway, request, params }: RestCall): Promise<KeyRelease> {
  const subject = params[0]!;
  const orderId = BigInt(subject);
  const signer = verifySignedRequest(request.headers, {
    chainId: gateway.deployment.chainId,
    purpose: "download",
    subject,
    body: new Uint8Array(),
    now: gateway.now(),
  });
  await checkAccess(gateway.chain, signer, orderId, gateway.now());
  const release = await gateway.keyReleases.get(orderId);
  if (release === null)
    throw new SymbolonError("E5005", { orderId, reason: "the lead node has not handed it over" });
  return release;
}
