import type { Hex } from "../content/hex.ts";
import { hpkeOpen, hpkeSeal } from "./hpke.ts";

/**
 * A wrapped data key (as sealArtifact makes it) wrapped again, for another recipient, under the same context: the ciphertext stays as it is.
 * Runs where the old private key is, so nobody else sees the data key. Throws E5003 when key, context or bytes do not belong together.
 * What this cannot do: the data key itself stays the same, so who kept the old wrapped key and the old private key can still open the file.
 */
export async function rewrapKey(
  wrappedKey: Uint8Array,
  privateKey: Hex,
  recipientKey: Hex,
  context: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const dataKey = await hpkeOpen(privateKey, wrappedKey, context);
  try {
    return await hpkeSeal(recipientKey, dataKey, context);
  } finally {
    dataKey.fill(0);
  }
}
