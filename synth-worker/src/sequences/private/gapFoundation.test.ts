import assert from "node:assert/strict";
import { test } from "node:test";
import { Accountant } from "../../privacy/accountant.ts";
import { PrivateTable } from "../../privacy/privateTable.ts";
import { keystream } from "../../random/keystream.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { gapFoundation } from "./gapFoundation.ts";
import { recordsCoding } from "./recordsCoding.ts";
import { spreadCounts } from "./spreadCounts.ts";

const GAPS = 6;
const FIRST_DAYS = 10;
const stream = keystream(new Uint8Array(32), "gap test");

test("gaps keep their tie to the pace under noise, first days stay apart with the many on day 0 there, and one table is paid for", async () => {
  const patients = 2000;
  const rows = 3 * patients;
  const pace = new Uint16Array(rows);
  const gap = new Uint16Array(rows);
  const owner = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 3));
  for (let row = 0; row < rows; row++) {
    pace[row] = stream.nextBelow(GAPS);
    // Half of all first rows are on day 0, the others anywhere; later gaps are within one level of the pace.
    gap[row] =
      row % 3 === 0
        ? GAPS + (stream.nextBelow(2) === 0 ? 0 : stream.nextBelow(FIRST_DAYS))
        : Math.max(0, Math.min(GAPS - 1, pace[row]! + stream.nextBelow(3) - 1));
  }
  const accountant = new Accountant({ rhoMicro: 50_000n });
  const table = PrivateTable.open(
    spreadCounts({ sizes: [GAPS + 1, GAPS + FIRST_DAYS], rows, columns: [pace, gap] }, owner, 8),
    accountant,
    { unit: "patient", maxRecords: 8, relation: "add-remove" },
    seededEntropy(1),
  );
  const { build, columns } = gapFoundation([0, 1], GAPS, FIRST_DAYS);
  assert.deepEqual(columns, [0, 1]);
  const counts = new Float64Array(GAPS + FIRST_DAYS);
  for (const level of gap) counts[level]!++;
  const { shares } = await build({
    table,
    picoRho: 20_000_000_000n,
    fine: [new Float64Array(GAPS + 1), counts],
    oneWays: [],
    total: 8 * patients,
  });
  assert.ok(accountant.remainingPicoRho >= 30_000_000_000n);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  assert.ok(shares.every((share) => share > 0));
  const width = GAPS + FIRST_DAYS;
  let [near, later, first, day0] = [0, 0, 0, 0];
  shares.forEach((share, cell) => {
    const [from, to] = [Math.floor(cell / width), cell % width];
    if (to === GAPS) day0 += share;
    if (to >= GAPS) first += share;
    else {
      later += share;
      if (Math.abs(from - to) <= 1) near += share;
    }
  });
  // By independence 44 % would be near. Of eight units, a patient's first of three rows has three. The seeds are fixed.
  assert.ok(near / later > 0.85, String(near / later));
  assert.ok(Math.abs(first - 3 / 8) < 0.06, String(first));
  // Spread evenly over the range that is measured, a quarter of it would be left: .16 of all first days instead of .55.
  assert.ok(Math.abs(day0 / first - 0.55) < 0.06, String(day0 / first));
});

test("the pace is the days left for each row still to come, and missing where the last day is", () => {
  const { tables } = recordsCoding(
    { until: "end", tables: [{ name: "lab", code: "test", mostRows: 9 }] },
    {
      patients: [{ name: "end", kind: "number", edges: [0, 1000], decimals: 0 }],
      tables: [
        {
          columns: [{ name: "test", kind: "category", levels: ["a", "b"] }],
          firstDay: [0, 10, 100],
          gap: [0, 10, 50, 100, 1000],
          counted: ["a"],
        },
      ],
    },
  );
  const { when, layout } = tables[0]!;
  const above = when.unknown[0]! - when.columns.length + when.unknown.length;
  const pace = when.columns[when.pairs[0]![0]! - above]!;
  const cells = new Float64Array(layout.columns.length);
  const levelAt = (left: number, rows: readonly [number, number]) => {
    cells[layout.at.past + 1] = left;
    cells.set(rows, layout.at.groups);
    return pace.levelOf(cells, false);
  };
  assert.equal(levelAt(600, [4, 6]), 2);
  assert.equal(levelAt(600, [0, 1]), 3);
  assert.equal(levelAt(5, [1, 2]), 0);
  assert.equal(levelAt(Number.NaN, [1, 2]), pace.missing);
});
