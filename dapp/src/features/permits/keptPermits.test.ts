import assert from "node:assert/strict";
import { test } from "node:test";
import { documentKeccak, type Hex, type PermitDocument } from "@symbolon/protocol";
import { keptPermits } from "./keptPermits.ts";
import { nextVersion } from "./nextVersion.ts";
import { ACCOUNT, FIRST, HASH } from "./test-support/permitSample.ts";

const LONGER = { duration: { validFrom: 1_900_000_000, validUntil: 1_980_000_000 } };

/** What a browser's storage does. */
function memoryStorage(): Storage {
  const slots = new Map<string, string>();
  return {
    get length() {
      return slots.size;
    },
    key: (i) => [...slots.keys()][i] ?? null,
    getItem: (slot) => slots.get(slot) ?? null,
    setItem: (slot, text) => void slots.set(slot, text),
    removeItem: (slot) => void slots.delete(slot),
    clear: () => slots.clear(),
  };
}

test("a signed permit is found by the hash that the chain has, until its case is recorded", () => {
  const storage = memoryStorage();
  const kept = keptPermits(storage, 31_337, ACCOUNT, { applicationHash: HASH, country: "FI" });
  const signed = (document: PermitDocument, tx: Hex | null = null) => ({
    signed: { document, signature: `0x${"22".repeat(65)}` as const },
    tx,
  });
  const second = nextVersion(FIRST, LONGER);
  kept.keep(signed(FIRST));
  kept.keep(signed(second));
  kept.keep(signed(second, HASH));
  assert.deepEqual(kept.find(documentKeccak(FIRST)), signed(FIRST), "a later one overwrites nothing");
  assert.equal(kept.find(documentKeccak(second))?.tx, HASH, "its transaction is added");
  assert.equal(kept.all().length, 2);
  assert.equal(kept.find(HASH), null);
  const elsewhere = keptPermits(storage, 31_337, ACCOUNT, { applicationHash: HASH, country: "SE" });
  elsewhere.keep(signed(FIRST));
  kept.forget();
  assert.equal(kept.find(documentKeccak(second)), null);
  assert.deepEqual(elsewhere.find(documentKeccak(FIRST)), signed(FIRST), "another case keeps its own");
  assert.equal(storage.length, 1);
});

test("a kept permit that was changed in the storage is none", () => {
  const storage = memoryStorage();
  const kept = keptPermits(storage, 31_337, ACCOUNT, { applicationHash: HASH, country: "FI" });
  const signature = `0x${"22".repeat(65)}` as const;
  kept.keep({ signed: { document: FIRST, signature }, tx: null });
  const slot = storage.key(0)!;
  storage.setItem(
    slot,
    JSON.stringify({ signed: { document: nextVersion(FIRST, LONGER), signature }, tx: null }),
  );
  assert.equal(kept.find(documentKeccak(FIRST)), null);
  storage.setItem(slot, "{");
  assert.equal(kept.find(documentKeccak(FIRST)), null);
  assert.deepEqual(kept.all(), []);
});
