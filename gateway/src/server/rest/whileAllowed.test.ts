import assert from "node:assert/strict";
import { test } from "node:test";
import { whileAllowed } from "./whileAllowed.ts";

test("content ends at the first part that is due two seconds or more after access was lost", async () => {
  let now = 0;
  let lostAt = Number.POSITIVE_INFINITY;
  async function* parts() {
    for (let i = 0; i < 100; i++) {
      now += 300;
      yield Uint8Array.of(i);
    }
  }
  const check = async () => {
    if (now >= lostAt) throw new Error("revoked");
  };
  const sent: number[] = [];
  lostAt = 9_000;
  await assert.rejects(async () => {
    for await (const part of whileAllowed(parts(), check, () => now)) sent.push(part[0]!);
  }, /revoked/);
  const lastSentAt = (sent.at(-1)! + 1) * 300;
  assert.ok(lastSentAt >= lostAt - 300 && lastSentAt < lostAt + 2_300, `${lastSentAt}`);
});

test("content passes whole while access lasts, without a question per part", async () => {
  let questions = 0;
  async function* parts() {
    for (let i = 0; i < 50; i++) yield Uint8Array.of(i);
  }
  const check = async () => {
    questions += 1;
  };
  let count = 0;
  for await (const _ of whileAllowed(parts(), check, () => 0)) count += 1;
  assert.deepEqual([count, questions], [50, 0]);
});
