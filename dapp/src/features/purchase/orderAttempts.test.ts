import assert from "node:assert/strict";
import { test } from "node:test";
import { findKey } from "../result/keyStore.ts";
import { type AttemptOwner, orderAttempts } from "./orderAttempts.ts";
import { memoryStorage } from "./test-support/memoryStorage.ts";

const owner: AttemptOwner = {
  chainId: 31337,
  account: "0x00000000000000000000000000000000000000a1",
  search: "?datasets=1",
};

test("a purchase that is tried again, also after a reload, is the same one, and its key was kept before", async () => {
  const [session, keys] = [memoryStorage(), memoryStorage()];
  const first = await orderAttempts(session, keys).take(owner);
  assert.deepEqual(findKey(keys, owner.chainId, first.keys.publicKey), first.keys);
  assert.deepEqual(await orderAttempts(session, keys).take(owner), first);
});

test("after an order, for another buyer, chain or address, or without its key, another one begins", async () => {
  const [session, keys] = [memoryStorage(), memoryStorage()];
  const attempts = orderAttempts(session, keys);
  const seen = new Set([(await attempts.take(owner)).clientOrderId]);
  attempts.forget();
  seen.add((await attempts.take(owner)).clientOrderId);
  for (const other of [
    { account: "0x00000000000000000000000000000000000000a2" },
    { chainId: 1 },
    { search: "?datasets=2" },
  ] as const)
    seen.add((await attempts.take({ ...owner, ...other })).clientOrderId);
  await attempts.take(owner);
  seen.add((await orderAttempts(session, memoryStorage()).take(owner)).clientOrderId);
  assert.equal(seen.size, 6, "each of them is another purchase");
});

test("a damaged record begins another one", async () => {
  const [session, keys] = [memoryStorage(), memoryStorage()];
  const first = await orderAttempts(session, keys).take(owner);
  const [slot, text] = [...session.kept][0]!;
  for (const damaged of ["", "{", "{}", text.replace(first.clientOrderId, "0x12")]) {
    session.kept.set(slot, damaged);
    const next = await orderAttempts(session, keys).take(owner);
    assert.notEqual(next.clientOrderId, first.clientOrderId);
  }
});
