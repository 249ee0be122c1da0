import assert from "node:assert/strict";
import { test } from "node:test";
import { FAULT_KINDS, singleFaults } from "./test-support/singleFaults.ts";

const FAULTS = process.env.TEST_PROFILE === "full" ? 10_000 : 300;

test(`${FAULTS} single faults: every one stops before an opening, or is harmless for a listed reason`, async (t) => {
  const fault = await singleFaults("malicious");
  const tally = new Map<string, number>();
  for (let n = 0; n < FAULTS; n++) {
    const { kind, outcome } = await fault(n);
    assert.notEqual(outcome, "not caught", `fault ${n}: ${kind}`);
    const key = `${kind}: ${outcome}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  for (const kind of FAULT_KINDS) assert.ok((tally.get(`${kind}: stopped`) ?? 0) > 0, kind);
  for (const [key, count] of [...tally].sort()) t.diagnostic(`${key} ${count}`);
});

test("negative control: in semi-honest mode the harness sees faults that nobody catches", async () => {
  const fault = await singleFaults("semi-honest");
  const missed = new Set<string>();
  for (let n = 0; n < 150; n++) {
    const { kind, outcome } = await fault(n);
    if (outcome === "not caught") missed.add(kind);
  }
  assert.ok(missed.has("flip") && missed.has("wrong share"), [...missed].join());
});
