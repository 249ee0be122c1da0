import { callHttp } from "./callHttp.ts";
import type { Chain } from "./chain.ts";
import { type RequestScope, signRequest } from "./signedRequest.ts";

/** Fetches bytes that only a named party may see; the request is signed over an empty body. Throws what callHttp throws. */
export async function getSigned(
  chain: Chain,
  url: string,
  scope: RequestScope,
): Promise<Uint8Array<ArrayBuffer>> {
  return callHttp(url, { method: "GET", headers: await signRequest(chain.wallet, chain.chainId, scope) });
}
