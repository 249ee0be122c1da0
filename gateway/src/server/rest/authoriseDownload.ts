import { type Hex, type KeyRelease, SymbolonError } from "@symbolon/protocol";
import { type AccessDecision, checkAccess } from "../modules/keyRelease/checkAccess.ts";
import { findSession } from "../session/findSession.ts";
import { sessionToken } from "../session/sessionCookie.ts";
import { verifySignedRequest } from "../verifySignedRequest.ts";
import type { RestCall } from "./restRoute.ts";

/** A download that may begin; `recheck` rejects, as checkAccess does, once the chain no longer lets the account have it. */
export type AllowedDownload = { readonly release: KeyRelease; recheck(): Promise<unknown> };

/**
 * What `read` gives of an order's key release, for a request of an account that the chain lets have it: signed (purpose "download", subject =
 * order id), or in a session. Throws E9004 (signature), E9014 (session), E9002 (other account), E5005 (not finalised, access ended, or nothing handed over yet), E5007 (destroyed),
 * E6001 (RPC).
 */
export async function authoriseDownload(
  { gateway, request, params }: RestCall,
  read: (orderId: bigint, decision: AccessDecision) => Promise<KeyRelease | null>,
): Promise<AllowedDownload> {
  const subject = params[0]!;
  const orderId = BigInt(subject);
  const account = await requesterOf(gateway, request, subject);
  const decision = await checkAccess(gateway.chain, account, orderId, gateway.now());
  const release = await read(orderId, decision);
  if (release === null)
    throw new SymbolonError("E5005", { orderId, reason: "the lead node has not handed it over" });
  return { release, recheck: () => checkAccess(gateway.chain, account, orderId, gateway.now()) };
}

/** A signature is for this request alone, so it counts before a session. */
async function requesterOf(
  gateway: RestCall["gateway"],
  request: RestCall["request"],
  subject: string,
): Promise<Hex> {
  const isSigned = request.headers["x-symbolon-signature"] !== undefined;
  if (!isSigned && sessionToken(gateway, request) !== null)
    return (await findSession(gateway, request)).account;
  return verifySignedRequest(request.headers, {
    chainId: gateway.deployment.chainId,
    purpose: "download",
    subject,
    body: new Uint8Array(),
    now: gateway.now(),
  });
}
