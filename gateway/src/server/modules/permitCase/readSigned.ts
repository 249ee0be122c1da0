import { readBody } from "../../../http/readBody.ts";
import type { SignedBody } from "../../../permits/signedBody.ts";
import type { RestCall } from "../../rest/restRoute.ts";
import { verifySignedRequest } from "../../verifySignedRequest.ts";

/** Applications carry long texts; nothing here is longer. */
const MAX_BODY_BYTES = 262_144;

/** The body of a signed request with its proof (purpose and subject as expected). Throws E9003, E9004, E9009. */
export async function readSigned(call: RestCall, purpose: string, subject: string): Promise<SignedBody> {
  const { gateway, request } = call;
  const isRead = request.method === "GET" || request.method === "HEAD";
  const body = isRead ? new Uint8Array() : await readBody(request, MAX_BODY_BYTES);
  const signer = verifySignedRequest(request.headers, {
    chainId: gateway.deployment.chainId,
    purpose,
    subject,
    body,
    now: gateway.now(),
  });
  return {
    signer,
    expires: Number(request.headers["x-symbolon-expires"]),
    signature: String(request.headers["x-symbolon-signature"]),
    body,
  };
}
