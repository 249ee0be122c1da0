import {
  canonicalJson,
  digestOfBytes,
  type Hex,
  requestDomain,
  SIGNED_REQUEST_TYPES,
} from "@symbolon/protocol";
import { privateKeyToAccount } from "viem/accounts";
import { restRequest } from "../../data/gateway/restRequest.ts";

const VALID_SECONDS = 300;

/** What a patient asks the hospital's hub for, or tells it. */
export type PersonAct = "state" | "withdraw" | "opt-out" | "reversal" | "receipts";

/**
 * One request to the hub, signed with the link's key, which stays in this browser: the hub sees a signature and the key's address. `value` is the
 * body, if the act has one. Throws what restRequest throws.
 */
export async function personRequest(
  { chainId, datasetId, privateKey }: { chainId: number; datasetId: string; privateKey: Hex },
  act: PersonAct,
  value?: unknown,
): Promise<unknown> {
  const body = value === undefined ? "" : canonicalJson(value);
  const [purpose, subject] = ["patient", `${datasetId}/${act}`];
  const expires = Math.floor(Date.now() / 1000) + VALID_SECONDS;
  const account = privateKeyToAccount(privateKey);
  const signature = await account.signTypedData({
    domain: requestDomain(chainId),
    types: SIGNED_REQUEST_TYPES,
    primaryType: "SignedRequest",
    message: {
      ...{ purpose, subject, expires: BigInt(expires) },
      bodyDigest: digestOfBytes(new TextEncoder().encode(body)),
    },
  });
  return restRequest(`/consents/${datasetId}/person/${act}`, {
    method: act === "state" ? "GET" : "POST",
    headers: {
      "x-symbolon-signer": account.address,
      "x-symbolon-purpose": purpose,
      "x-symbolon-subject": subject,
      "x-symbolon-expires": String(expires),
      "x-symbolon-signature": signature,
    },
    ...(body === "" ? {} : { body }),
  });
}
