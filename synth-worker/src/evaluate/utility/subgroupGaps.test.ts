import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { decileCoder } from "../fidelity/decileCoder.ts";
import { kWayDistances } from "../fidelity/kWayDistances.ts";
import { halves, sharedDataMissing, sharedTable } from "../fidelity/test-support/sharedTable.ts";
import { subgroupGaps } from "./subgroupGaps.ts";
import { bootstrap } from "./test-support/bootstrap.ts";
import { transferUtility } from "./transferUtility.ts";

const category = (name: string, levels: readonly string[], codes: ArrayLike<number>): MixedColumn => ({
  name,
  kind: "category",
  levels,
  codes: Int32Array.from(codes),
});

test("a group that is the whole table has the whole table's figures", { skip: sharedDataMissing }, () => {
  const { training, holdout } = halves(sharedTable("breast/rotterdam"));
  const add = ({ rows, columns }: MixedTable): MixedTable => ({
    rows,
    columns: [...columns, category("everybody", ["yes"], new Int32Array(rows))],
  });
  const tables = { synthetic: add(bootstrap(training)), training: add(training), holdout: add(holdout) };
  const { tasks, scores } = transferUtility(tables, {
    target: "death",
    without: ["dtime", "rtime", "recur"],
  });
  const rows = subgroupGaps(tables, scores, { target: "death" });
  const whole = rows.find(({ column }) => column === "everybody")!;
  assert.equal(whole.level, "yes");
  assert.equal(whole.records, Math.floor(holdout.rows / 10) * 10);
  assert.equal(whole.auroc, tasks[0]!.synthetic.auroc!.value);
  assert.equal(whole.realAuroc, tasks[0]!.real.auroc!.value);
  const coder = decileCoder(tables.holdout);
  const { oneWay } = kWayDistances(coder.code(tables.holdout), coder.code(tables.synthetic), 2).tvd;
  const others = oneWay.slice(0, -1);
  assert.ok(Math.abs(whole.tvd! - others.reduce((sum, tvd) => sum + tvd, 0) / others.length) < 1e-12);
  assert.ok(
    rows.filter(({ column }) => column === "death").every(({ auroc, tvd }) => auroc === null && tvd! > 0),
  );
  assert.ok(rows.some(({ column, auroc }) => column === "hormon" && auroc !== null));
});

/** 200 records: 49 of level rare, 51 of few, 90 of many, 10 without; `value` is a group's own. */
function grouped(shift: number): MixedTable {
  const group = (row: number) => (row < 49 ? 0 : row < 100 ? 1 : row < 190 ? 2 : -1);
  const rows = Array.from({ length: 200 }, (_, row) => row);
  return {
    rows: 200,
    columns: [
      category("group", ["rare", "few", "many"], rows.map(group)),
      {
        name: "value",
        kind: "number",
        decimals: 0,
        values: Float64Array.from(rows, (row) => (group(row) === 1 ? shift : 0) + (row % 5)),
      },
      category(
        "site",
        ["1", "2", "3", "4", "5", "6", "7"],
        rows.map((row) => row % 7),
      ),
    ],
  };
}

test("small groups are not reported, and a fault in one group shows in that group", () => {
  const rows = subgroupGaps({ synthetic: grouped(100), holdout: grouped(0) }, null, {});
  // A column of seven levels makes no groups, and too few records lack the group to be one.
  assert.deepEqual(
    rows.map(({ column, level, records, auroc }) => [column, level, records, auroc]),
    [
      ["group", "rare", null, null],
      ["group", "few", 50, null],
      ["group", "many", 90, null],
    ],
  );
  assert.equal(rows[0]!.tvd, null);
  // Of the two other columns one is four fifths off: of five values, 4 is the bin that 100 and above fall into.
  assert.ok(rows[1]!.tvd! > 0.35 && rows[2]!.tvd! === 0);
});

test("a group without synthetic records is as far off as can be; missing is a group where many lack the value", () => {
  const holdout = grouped(0);
  const many = Int32Array.from({ length: 90 }, (_, i) => 100 + i);
  const rows = subgroupGaps({ synthetic: pickRecords(holdout, many), holdout }, null, {});
  assert.deepEqual(
    rows.map(({ tvd }) => tvd),
    [null, 1, 0],
  );
  const lacking = pickRecords(
    holdout,
    Int32Array.from({ length: 60 }, (_, i) => 190 + (i % 10)),
  );
  const missing = subgroupGaps({ synthetic: lacking, holdout: lacking }, null, {});
  assert.deepEqual(missing.at(-1), {
    column: "group",
    level: "missing",
    records: 60,
    tvd: 0,
    auroc: null,
    realAuroc: null,
  });
  assert.deepEqual(subgroupGaps({ synthetic: holdout, holdout }, null, { without: ["group"] }), []);
  assert.throws(() => subgroupGaps({ synthetic: holdout, holdout }, null, { target: "none" }), RangeError);
});
