import assert from "node:assert/strict";
import { canonicalJson, digestOfBytes, requestDomain, SIGNED_REQUEST_TYPES } from "@symbolon/protocol";
import type { HDNodeWallet } from "ethers";
import type { Stack } from "../../scripts/demo/startStack.ts";

const VALID_SECONDS = 300;
const DAY_SECONDS = 86_400;

/** Sends a JSON value that an account signs for a purpose and subject, and gives the answer. Fails the test on a refusal. */
export async function signedPut(
  { deployment, gatewayUrl }: Pick<Stack, "deployment" | "gatewayUrl">,
  wallet: HDNodeWallet,
  call: {
    readonly method?: "PUT" | "POST";
    readonly path: string;
    readonly purpose: string;
    readonly subject: string;
    readonly value: unknown;
    /** How far the hub's clock is ahead. */
    readonly daysAhead?: number;
  },
): Promise<Record<string, unknown>> {
  const { method = "PUT", path, purpose, subject, value, daysAhead = 0 } = call;
  const body = canonicalJson(value);
  const bodyDigest = digestOfBytes(new TextEncoder().encode(body));
  const expires = Math.floor(Date.now() / 1000) + VALID_SECONDS + daysAhead * DAY_SECONDS;
  const signature = await wallet.signTypedData(requestDomain(deployment.chainId), SIGNED_REQUEST_TYPES, {
    ...{ purpose, subject, bodyDigest, expires },
  });
  const response = await fetch(`${gatewayUrl}${path}`, {
    method,
    headers: {
      "x-symbolon-signer": wallet.address,
      "x-symbolon-purpose": purpose,
      "x-symbolon-subject": subject,
      "x-symbolon-expires": String(expires),
      "x-symbolon-signature": signature,
    },
    body,
  });
  const text = await response.text();
  assert.ok(response.ok, text);
  return JSON.parse(text) as Record<string, unknown>;
}
