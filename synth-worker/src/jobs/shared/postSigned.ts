import { documentBytes } from "@symbolon/protocol";
import { callHttp } from "./callHttp.ts";
import type { Chain } from "./chain.ts";
import { type RequestScope, signRequest } from "./signedRequest.ts";

/** Sends a JSON document (canonical bytes) with signature headers and returns the parsed answer. Throws what callHttp throws. */
export async function postSigned(
  chain: Chain,
  url: string,
  scope: RequestScope,
  document: unknown,
  method: "POST" | "PUT" = "POST",
): Promise<unknown> {
  const body = documentBytes(document);
  const headers = {
    ...(await signRequest(chain.wallet, chain.chainId, scope, body)),
    "content-type": "application/json",
  };
  const answer = await callHttp(url, { method, headers, body });
  const text = new TextDecoder().decode(answer);
  return text === "" ? null : JSON.parse(text);
}
