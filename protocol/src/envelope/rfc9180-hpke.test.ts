import assert from "node:assert/strict";
import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
} from "node:crypto";
import { test } from "node:test";
import { fromHex, type Hex } from "../content/hex.ts";
import { hpkeSeal, makeHpkeKeyPair } from "./hpke.ts";

/*
 * RFC 9180 written once more from its text, over node:crypto, to open what hpkeSeal seals: base mode,
 * DHKEM(X25519, HKDF-SHA256) = 0x0020, HKDF-SHA256 = 0x0001, AES-256-GCM = 0x0002, sequence number 0, no aad.
 */
const KEM_SUITE = Buffer.from("KEM\x00\x20", "latin1");
const HPKE_SUITE = Buffer.from("HPKE\x00\x20\x00\x01\x00\x02", "latin1");

test("section A.1.1: shared secret of the published key pair", () => {
  const secret = decapsulate(
    "0x37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
    "0x4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
    "0x3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
  );
  assert.equal(secret.toString("hex"), "fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc");
});

test("sections 4.1, 5.1 and 5.2: the RFC's own steps open a sealed message", async () => {
  const keys = await makeHpkeKeyPair();
  const plaintext = new TextEncoder().encode("a data key");
  const info = "symbolon/result/31337/1";
  const sealed = Buffer.from(await hpkeSeal(keys.publicKey, plaintext, info));
  const encapsulated = `0x${sealed.subarray(0, 32).toString("hex")}` as const;
  const shared = decapsulate(encapsulated, keys.privateKey, keys.publicKey);

  const empty = Buffer.alloc(0);
  const pskIdHash = labeledExtract(HPKE_SUITE, empty, "psk_id_hash", empty);
  const infoHash = labeledExtract(HPKE_SUITE, empty, "info_hash", Buffer.from(info));
  const context = Buffer.concat([Buffer.from([0]), pskIdHash, infoHash]);
  const secret = labeledExtract(HPKE_SUITE, shared, "secret", empty);
  const key = labeledExpand(HPKE_SUITE, secret, "key", context, 32);
  const nonce = labeledExpand(HPKE_SUITE, secret, "base_nonce", context, 12);

  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const opened = Buffer.concat([decipher.update(sealed.subarray(32, -16)), decipher.final()]);
  assert.deepEqual(new Uint8Array(opened), plaintext);
});

/** Section 4.1, Decap. */
function decapsulate(encapsulated: Hex, privateKey: Hex, publicKey: Hex): Buffer {
  const dh = diffieHellman({
    privateKey: privateKeyOf(privateKey, publicKey),
    publicKey: publicKeyOf(encapsulated),
  });
  const kemContext = Buffer.concat([fromHex(encapsulated), fromHex(publicKey)]);
  const prk = labeledExtract(KEM_SUITE, Buffer.alloc(0), "eae_prk", dh);
  return labeledExpand(KEM_SUITE, prk, "shared_secret", kemContext, 32);
}

/** Section 4: HKDF-Extract(salt, "HPKE-v1" || suite || label || ikm). */
function labeledExtract(suite: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer {
  const input = Buffer.concat([Buffer.from("HPKE-v1"), suite, Buffer.from(label), ikm]);
  return createHmac("sha256", salt.length === 0 ? Buffer.alloc(32) : salt)
    .update(input)
    .digest();
}

/** Section 4: HKDF-Expand(prk, length || "HPKE-v1" || suite || label || info); one block is enough, lengths are at most 32. */
function labeledExpand(suite: Buffer, prk: Buffer, label: string, info: Buffer, length: number): Buffer {
  const input = Buffer.concat([
    Buffer.from([0, length]),
    Buffer.from("HPKE-v1"),
    suite,
    Buffer.from(label),
    info,
    Buffer.from([1]),
  ]);
  return createHmac("sha256", prk).update(input).digest().subarray(0, length);
}

function privateKeyOf(privateKey: Hex, publicKey: Hex): KeyObject {
  const key = { kty: "OKP", crv: "X25519", d: base64url(privateKey), x: base64url(publicKey) };
  return createPrivateKey({ key, format: "jwk" });
}

function publicKeyOf(publicKey: Hex): KeyObject {
  return createPublicKey({ key: { kty: "OKP", crv: "X25519", x: base64url(publicKey) }, format: "jwk" });
}

function base64url(hex: Hex): string {
  return Buffer.from(fromHex(hex)).toString("base64url");
}
