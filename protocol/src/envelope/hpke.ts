import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { DhkemX25519HkdfSha256 } from "@hpke/dhkem-x25519";
import { fromHex, type Hex, toHex } from "../content/hex.ts";
import { SymbolonError } from "../errors/SymbolonError.ts";

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const ENCAPSULATED_BYTES = 32;

/** X25519 key pair as hex, 32 bytes each. */
export type HpkeKeyPair = { readonly publicKey: Hex; readonly privateKey: Hex };

/** A fresh X25519 key pair from the platform's cryptographic randomness. */
export async function makeHpkeKeyPair(): Promise<HpkeKeyPair> {
  const pair = await suite.kem.generateKeyPair();
  return {
    publicKey: toHex(new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey))),
    privateKey: toHex(new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey))),
  };
}

/**
 * HPKE base mode (RFC 9180, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM), one message:
 * 32 bytes encapsulated key, then ciphertext. `info` binds the message to its use; opening with another info fails.
 */
export async function hpkeSeal(
  recipientKey: Hex,
  plaintext: Uint8Array,
  info: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(buffer(fromHex(recipientKey)));
  const sender = await suite.createSenderContext({
    recipientPublicKey,
    info: buffer(new TextEncoder().encode(info)),
  });
  const ciphertext = new Uint8Array(await sender.seal(buffer(plaintext)));
  const message = new Uint8Array(ENCAPSULATED_BYTES + ciphertext.length);
  message.set(new Uint8Array(sender.enc), 0);
  message.set(ciphertext, ENCAPSULATED_BYTES);
  return message;
}

/** Opens what hpkeSeal made. Throws E5003 for a wrong key, another info or changed bytes. */
export async function hpkeOpen(
  privateKey: Hex,
  message: Uint8Array,
  info: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(buffer(fromHex(privateKey)));
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc: buffer(message.subarray(0, ENCAPSULATED_BYTES)),
      info: buffer(new TextEncoder().encode(info)),
    });
    return new Uint8Array(await recipient.open(buffer(message.subarray(ENCAPSULATED_BYTES))));
  } catch (cause) {
    throw new SymbolonError("E5003", { reason: "wrong key or changed bytes" }, { cause });
  }
}

/** Exactly these bytes: a view's own buffer, or what slice() gives of a Node Buffer, may hold others beside them. */
function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
