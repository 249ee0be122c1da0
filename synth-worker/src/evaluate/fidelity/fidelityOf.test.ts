import assert from "node:assert/strict";
import { test } from "node:test";
import { EvaluationReport } from "@symbolon/protocol";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { type Keystream, keystream } from "../../random/keystream.ts";
import { decileAccuracy } from "./decileAccuracy.ts";
import { fidelityOf } from "./fidelityOf.ts";
import { kolmogorovSmirnov } from "./kolmogorovSmirnov.ts";
import { halves, sharedDataMissing, sharedTable } from "./test-support/sharedTable.ts";
import { levels, numbers, tableOf } from "./test-support/smallTables.ts";

const fidelity = EvaluationReport.shape.fidelity;

/** Every column with `share` percent of its cells replaced by other records' cells of the same column. */
function mixed(table: MixedTable, percent: number, { nextBelow }: Keystream): MixedTable {
  return {
    ...table,
    columns: table.columns.map((column): MixedColumn => {
      const from = Int32Array.from({ length: table.rows }, (_, row) =>
        nextBelow(100) < percent ? nextBelow(table.rows) : row,
      );
      return pickRecords({ rows: table.rows, columns: [column] }, from).columns[0]!;
    }),
  };
}

/** A mean distance as a multiple of what the training records reach. */
const ofCeiling = (found: EvaluationReport["fidelity"], way: "oneWay" | "twoWay" | "threeWay") =>
  found.tvd[way]! / found.ceiling[way]!;

test("flchain: copies and bootstraps raise the alarm, mixing breaks relations and not columns, fresh records pass", {
  skip: sharedDataMissing,
}, () => {
  const whole = sharedTable("flchain/flchain");
  const { training: half, holdout } = halves(whole, 3);
  const { training, holdout: fresh } = halves(half, 4);
  const stream = keystream(new Uint8Array(32), "controls");
  const measured = (synthetic: MixedTable) => fidelityOf({ synthetic, training, holdout });

  const good = measured(fresh);
  assert.deepEqual(fidelity.parse(good), good);
  assert.equal(good.copyingAlarm, false);
  assert.ok(good.c2st!.low < 0.5 && good.c2st!.high > 0.5, JSON.stringify(good.c2st));
  assert.ok(ofCeiling(good, "oneWay") < 1.25, JSON.stringify(good.tvd));
  assert.ok(ofCeiling(good, "twoWay") < 1.1 && ofCeiling(good, "threeWay") < 1.1, JSON.stringify(good.tvd));
  assert.ok(
    good.authenticity! > 0.4 && good.precision! > 0.95 && good.coverage! > 0.9 && good.pMseRatio! < 2,
  );
  assert.equal(good.columns.length, 11);
  assert.equal(good.pairs.length, 55);

  const copy = measured(training);
  assert.equal(copy.copyingAlarm, true);
  assert.equal(copy.authenticity, 0);
  assert.deepEqual(copy.tvd, copy.ceiling);
  const drawn = Int32Array.from({ length: training.rows }, () => stream.nextBelow(training.rows));
  const bootstrap = measured(pickRecords(training, drawn));
  assert.equal(bootstrap.copyingAlarm, true);
  assert.equal(bootstrap.authenticity, 0);

  const shuffled = measured(mixed(fresh, 100, stream));
  assert.ok(ofCeiling(shuffled, "oneWay") < 1.4);
  assert.ok(ofCeiling(shuffled, "twoWay") > 1.8, JSON.stringify(shuffled.tvd));
  assert.ok(shuffled.c2st!.low > 0.9 && shuffled.pMseRatio! > 10);
  assert.ok(shuffled.associationDifference! > 3 * good.associationDifference!);
  assert.ok(shuffled.precision! < 0.8 && shuffled.mmd! > 5 * good.mmd!);

  const perturbed = measured(mixed(training, 30, stream));
  assert.ok(ofCeiling(perturbed, "oneWay") < 1.3);
  assert.ok(ofCeiling(perturbed, "twoWay") > 1.2, JSON.stringify(perturbed.tvd));
  assert.ok(perturbed.c2st!.low > 0.7 && perturbed.pMseRatio! > 10, JSON.stringify(perturbed.c2st));
  assert.ok(perturbed.associationDifference! > 2 * good.associationDifference!);
});

test("the figures are those of the single measures, against the holdout", () => {
  const { nextBelow } = keystream(new Uint8Array(32), "figures");
  const drawn = (rows: number) =>
    tableOf(
      numbers(
        "n",
        Array.from({ length: rows }, () => (nextBelow(9) === 0 ? null : nextBelow(50))),
      ),
      levels(
        "c",
        Array.from({ length: rows }, () => nextBelow(4) - 1),
      ),
    );
  const [synthetic, training, holdout] = [drawn(90), drawn(70), drawn(80)];
  const found = fidelityOf({ synthetic, training, holdout });
  const [n, c] = found.columns;
  assert.deepEqual(fidelityOf({ synthetic, training, holdout }), found);
  const accuracy = decileAccuracy({ synthetic, training: holdout, holdout: training });
  assert.equal(found.tvd.oneWay, 1 - accuracy.univariate);
  assert.ok(Math.abs(found.ceiling.twoWay! - (1 - accuracy.ceiling!.bivariate!)) < 1e-12);
  assert.equal(found.tvd.threeWay, null);
  const [made, real] = [synthetic.columns[0]!, holdout.columns[0]!];
  if (made.kind !== "number" || real.kind !== "number") throw new Error("the first column is a number");
  assert.equal(n!.ks, kolmogorovSmirnov(real.values, made.values));
  assert.equal(found.meanKs, n!.ks);
  assert.equal(n!.missingReal, real.values.filter(Number.isNaN).length / 80);
  assert.deepEqual([c!.ks, c!.wasserstein], [null, null]);
  assert.deepEqual(c!.bars.labels, ["a", "b", "c", "missing"]);
  assert.equal(n!.bars.labels.at(-1), "missing");
  assert.equal(n!.bars.real.at(-1), n!.missingReal);
  for (const { bars } of found.columns)
    for (const shares of [bars.real, bars.synthetic])
      assert.ok(Math.abs(shares.reduce((sum: number, share) => sum + share!, 0) - 1) < 1e-9);
  // Total variation is half the difference of the bars.
  for (const { bars, tvd } of found.columns)
    assert.ok(
      Math.abs(bars.real.reduce((s: number, p, i) => s + Math.abs(p! - bars.synthetic[i]!), 0) / 2 - tvd) <
        1e-12,
    );
});

test("bars: only what occurs is shown, at most twenty levels, the rest as other", () => {
  const codes = Array.from({ length: 400 }, (_, i) => i % 25);
  const many = tableOf(levels("c", codes, 26), numbers("n", codes));
  const { bars } = fidelityOf({ synthetic: many, training: many, holdout: many }).columns[0]!;
  assert.equal(bars.labels.length, 21);
  assert.equal(bars.labels.at(-1), "other");
});

test("tables at the edge give figures or null, never NaN, and pass the report's schema", () => {
  const cases: MixedTable[] = [
    tableOf(numbers("n", [3])),
    tableOf(levels("c", [-1])),
    tableOf(numbers("n", [null, null, null]), levels("c", [0, 0, 0]), numbers("m", [0.1, 0.1, 0.1], 1)),
    tableOf(numbers("n", new Array(30).fill(7)), levels("c", new Array(30).fill(2))),
    tableOf(
      numbers(
        "n",
        Array.from({ length: 30 }, (_, i) => (i % 2 ? null : i)),
      ),
      levels("c", new Array(30).fill(-1)),
      { name: "empty", kind: "category", levels: [], codes: new Int32Array(30).fill(-1) },
    ),
  ];
  for (const table of cases) {
    const found = fidelityOf({ synthetic: table, training: table, holdout: table });
    assert.deepEqual(fidelity.parse(found), found);
    assert.equal(JSON.stringify(found).includes("NaN"), false);
    assert.equal(found.tvd.oneWay, 0);
  }
  const [, , third] = cases;
  const varied = tableOf(numbers("n", [1, 2]), levels("c", [-1, 3]), numbers("m", [null, 1e300], 1));
  fidelity.parse(fidelityOf({ synthetic: varied, training: third!, holdout: third! }));
  fidelity.parse(fidelityOf({ synthetic: third!, training: varied, holdout: varied }));
});

test("empty files and other columns are refused", () => {
  const table = tableOf(numbers("n", [1, 2]), levels("c", [0, 1]));
  const other = tableOf(levels("c", [0, 1]), numbers("n", [1, 2]));
  const empty = tableOf(numbers("n", []), levels("c", []));
  for (const wrong of [other, empty])
    for (const files of [
      { synthetic: wrong, training: table, holdout: table },
      { synthetic: table, training: wrong, holdout: table },
      { synthetic: table, training: table, holdout: wrong },
    ])
      assert.throws(() => fidelityOf(files), RangeError);
});
