import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryCountSource } from "../../data/memoryCountSource.ts";
import { Accountant } from "../../privacy/accountant.ts";
import { PrivateTable } from "../../privacy/privateTable.ts";
import { keystream } from "../../random/keystream.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { fitRelease } from "./fitRelease.ts";

const stream = keystream(new Uint8Array(32), "named");
const ROWS = 2000;
/** Column 1 follows column 0; column 2 goes its own way; column 3 has many levels. */
const first = Uint16Array.from({ length: ROWS }, () => stream.nextBelow(3));
const columns = [
  first,
  first.map((level) => (stream.nextBelow(5) === 0 ? stream.nextBelow(3) : level)),
  Uint16Array.from(first, () => stream.nextBelow(4)),
  Uint16Array.from(first, () => stream.nextBelow(40)),
];
const sizes = [3, 3, 4, 40];

async function fit(workload: readonly (readonly number[])[]) {
  const accountant = new Accountant({ rhoMicro: 500_000n });
  const neighbours = { unit: "patient", maxRecords: 1, relation: "add-remove" } as const;
  const table = PrivateTable.open(
    memoryCountSource({ sizes, rows: ROWS, columns }),
    accountant,
    neighbours,
    seededEntropy(1),
  );
  const release = await fitRelease(table, accountant, {
    mechanism: "fixed",
    levels: sizes.map(() => ({ ordered: true, missing: null })),
    workload: workload.map((set) => ({ columns: set, weight: 1 })),
  });
  const measured = release.state.measured.map((own) => own.columns.join());
  return { release, accountant, wider: [...new Set(measured)].filter((set) => set.includes(",")) };
}

test("the named sets are measured, once each and nothing else, for the whole budget and without a look at errors", async () => {
  const { release, accountant, wider } = await fit([[1, 0], [0, 1], [2], [2, 3]]);
  assert.deepEqual(wider.sort(), ["0,1", "2,3"]);
  assert.ok(accountant.log.every(({ what }) => what.endsWith("counts")));
  assert.ok(accountant.spentRhoMicro <= 500_000n && accountant.spentRhoMicro > 490_000n);
  const pair = release.state.measured.find((own) => own.columns.join() === "0,1")!;
  const diagonal = [0, 4, 8].reduce((sum, cell) => sum + pair.counts[cell]!, 0);
  // 0.8 + 0.2 / 3 of 2,000 rows agree; the noise is a few rows.
  assert.ok(Math.abs(diagonal - 1733) < 120, String(diagonal));
});

test("without named sets single columns are all there is, and they get the whole budget", async () => {
  const { accountant, wider } = await fit([]);
  assert.deepEqual(wider, []);
  assert.ok(accountant.spentRhoMicro > 490_000n);
});
