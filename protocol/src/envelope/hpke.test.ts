import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fromHex, type Hex } from "../content/hex.ts";
import { hpkeOpen, hpkeSeal, makeHpkeKeyPair } from "./hpke.ts";

const message = new TextEncoder().encode("3,668 patients");
const INFO = "symbolon/share/31337/1/2/0xabc";
/** 32 bytes encapsulated key and a 16-byte tag. */
const OVERHEAD_BYTES = 48;

describe("sealing to a public key", () => {
  test("opens with the private key and the same context", async () => {
    const keys = await makeHpkeKeyPair();
    for (const plaintext of [message, new Uint8Array(), new Uint8Array(100_000).fill(7)]) {
      const sealed = await hpkeSeal(keys.publicKey, plaintext, INFO);
      assert.equal(sealed.length, plaintext.length + OVERHEAD_BYTES);
      assert.deepEqual(await hpkeOpen(keys.privateKey, sealed, INFO), new Uint8Array(plaintext));
    }
  });

  test("seals and opens a view's own bytes, and nothing of the memory around it", async () => {
    const keys = await makeHpkeKeyPair();
    const pool = new Uint8Array(1000).fill(9);
    pool.set(message, 100);
    const view = pool.subarray(100, 100 + message.length);
    const pooled = Buffer.from(message) as Uint8Array<ArrayBuffer>;
    for (const plaintext of [view, pooled]) {
      const sealed = await hpkeSeal(keys.publicKey, plaintext, INFO);
      assert.equal(sealed.length, message.length + OVERHEAD_BYTES);
      const received = Buffer.from(sealed) as Uint8Array<ArrayBuffer>;
      assert.deepEqual(await hpkeOpen(keys.privateKey, received, INFO), new Uint8Array(message));
    }
  });

  test("keys are 32 bytes and fresh, and equal messages look different", async () => {
    const [a, b] = [await makeHpkeKeyPair(), await makeHpkeKeyPair()];
    for (const key of [a.publicKey, a.privateKey, b.publicKey, b.privateKey])
      assert.equal(fromHex(key).length, 32);
    assert.notEqual(a.privateKey, b.privateKey);
    const first = await hpkeSeal(a.publicKey, message, INFO);
    const second = await hpkeSeal(a.publicKey, message, INFO);
    assert.notDeepEqual(first, second);
  });

  test("does not open with another key or another context", async () => {
    const [mine, other] = [await makeHpkeKeyPair(), await makeHpkeKeyPair()];
    const sealed = await hpkeSeal(mine.publicKey, message, INFO);
    await assert.rejects(hpkeOpen(other.privateKey, sealed, INFO), { code: "E5003" });
    await assert.rejects(hpkeOpen(mine.privateKey, sealed, `${INFO}0`), { code: "E5003" });
    await assert.rejects(hpkeOpen(mine.privateKey, sealed, ""), { code: "E5003" });
  });

  test("does not open after any bit was flipped or any byte cut off", async () => {
    const keys = await makeHpkeKeyPair();
    const sealed = await hpkeSeal(keys.publicKey, message, INFO);
    for (let at = 0; at < sealed.length; at++) {
      const flipped = sealed.slice();
      flipped[at] = flipped[at]! ^ (1 << (at % 8));
      // RFC 7748 masks the top bit of an X25519 coordinate, but HPKE binds the encapsulated bytes into the key schedule.
      await assert.rejects(hpkeOpen(keys.privateKey, flipped, INFO), { code: "E5003" }, `byte ${at}`);
    }
    for (const length of [0, 31, 32, OVERHEAD_BYTES - 1, sealed.length - 1])
      await assert.rejects(hpkeOpen(keys.privateKey, sealed.slice(0, length), INFO), { code: "E5003" });
  });

  test("a private key that is none is E5003 too, a public key that is none throws", async () => {
    const keys = await makeHpkeKeyPair();
    const sealed = await hpkeSeal(keys.publicKey, message, INFO);
    await assert.rejects(hpkeOpen("0x1234", sealed, INFO), { code: "E5003" });
    await assert.rejects(hpkeSeal("0x1234" as Hex, message, INFO));
  });
});
