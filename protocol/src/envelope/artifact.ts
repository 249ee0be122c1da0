import type { Hex } from "../content/hex.ts";
import { SymbolonError } from "../errors/SymbolonError.ts";
import { hpkeOpen, hpkeSeal } from "./hpke.ts";

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

/** An encrypted artifact and its data key, wrapped for one recipient. */
export type SealedArtifact = {
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly wrappedKey: Uint8Array<ArrayBuffer>;
};

/**
 * Envelope encryption: AES-256-GCM under a fresh random data key and nonce (12 bytes nonce, then ciphertext and tag),
 * the data key HPKE-wrapped for the recipient. `context` (for a result: `symbolon/result/<chainId>/<orderId>`) is bound to
 * both parts. Equal plaintexts give different ciphertexts; wallet keys are never used.
 */
export async function sealArtifact(
  plaintext: Uint8Array,
  recipientKey: Hex,
  context: string,
): Promise<SealedArtifact> {
  const dataKey = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await crypto.subtle.importKey("raw", dataKey, "AES-GCM", false, ["encrypt"]);
  const body = new Uint8Array(
    await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonce, additionalData: aad(context) },
      key,
      plaintext as Uint8Array<ArrayBuffer>,
    ),
  );
  const ciphertext = new Uint8Array(NONCE_BYTES + body.length);
  ciphertext.set(nonce, 0);
  ciphertext.set(body, NONCE_BYTES);
  return { ciphertext, wrappedKey: await hpkeSeal(recipientKey, dataKey, context) };
}

/** Opens a sealed artifact. Throws E5003 when key, context or bytes do not belong together. */
export async function openArtifact(
  sealed: { ciphertext: Uint8Array; wrappedKey: Uint8Array },
  privateKey: Hex,
  context: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const dataKey = await hpkeOpen(privateKey, sealed.wrappedKey, context);
  try {
    const key = await crypto.subtle.importKey("raw", dataKey, "AES-GCM", false, ["decrypt"]);
    const iv = sealed.ciphertext.slice(0, NONCE_BYTES);
    const body = sealed.ciphertext.slice(NONCE_BYTES);
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: aad(context) }, key, body),
    );
  } catch (cause) {
    throw new SymbolonError(
      "E5003",
      { reason: "the file was changed or belongs to another order" },
      { cause },
    );
  }
}

function aad(context: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(context) as Uint8Array<ArrayBuffer>;
}
