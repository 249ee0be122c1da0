import { canonicalJson, type Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import { restRequest } from "../data/gateway/restRequest.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { signRequest } from "./signRequest.ts";

/**
 * Signs a JSON value for a purpose and subject and sends it to the gateway in canonical form (RFC 8785), so that what was signed, what is
 * hashed and what is kept are the same bytes. Gives the answer. Throws what wallet and gateway throw.
 */
export async function sendSigned(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  call: {
    readonly method: "PUT" | "POST";
    readonly path: string;
    readonly purpose: string;
    readonly subject: string;
    readonly value: unknown;
  },
): Promise<unknown> {
  const { method, path, purpose, subject, value } = call;
  const body = canonicalJson(value);
  const bytes = new TextEncoder().encode(body);
  const headers = await signRequest(config, deployment, account, { purpose, subject, body: bytes });
  return restRequest(path, { method, headers, body });
}
