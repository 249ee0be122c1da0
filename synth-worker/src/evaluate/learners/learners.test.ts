import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { keystream } from "../../random/keystream.ts";
import { adultMissing, adultTable } from "../test-support/adultTable.ts";
import { transferAuroc } from "../transferAuroc.ts";
import type { LabelledTable, Learner } from "./classifier.ts";
import { gradientBoostedTrees } from "./gradientBoostedTrees.ts";
import { groupLevels } from "./groupLevels.ts";
import { logisticRegression } from "./logisticRegression.ts";
import { solvePositiveDefinite } from "./solvePositiveDefinite.ts";

const learners: readonly (readonly [string, Learner])[] = [
  ["trees", gradientBoostedTrees],
  ["logistic regression", logisticRegression],
];

/** `rows` records of three columns drawn from a fixed stream, labelled by `rule`. */
function records(rows: number, rule: (a: number, b: number, c: number) => boolean): LabelledTable {
  const stream = keystream(new Uint8Array(32), "records");
  const sizes = [4, 10, 300];
  const columns = sizes.map((size) => Uint16Array.from({ length: rows }, () => stream.nextBelow(size)));
  const [a, b, c] = columns as [Uint16Array, Uint16Array, Uint16Array];
  return {
    features: { sizes, rows, columns },
    positive: Uint8Array.from({ length: rows }, (_, row) => Number(rule(a[row]!, b[row]!, c[row]!))),
  };
}

/** The Adult table's rows in a fixed random order, cut in two. */
function adultHalves(): [EncodedTable, EncodedTable] {
  const adult = adultTable();
  const stream = keystream(new Uint8Array(32), "half");
  const order = Uint32Array.from({ length: adult.rows }, (_, row) => row);
  for (let last = order.length - 1; last > 0; last--) {
    const other = stream.nextBelow(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const half = (rows: Uint32Array): EncodedTable => ({
    sizes: adult.sizes,
    rows: rows.length,
    columns: adult.columns.map((levels) => Uint8Array.from(rows, (row) => levels[row]!)),
  });
  return [half(order.subarray(0, adult.rows / 2)), half(order.subarray(adult.rows / 2))];
}

test("one round gives every leaf the Newton step of its own records, none with too few of them", () => {
  const data = records(2000, (a, b, c) => a + b > 5 !== c > 150);
  const scores = gradientBoostedTrees(data, { iterations: 1, learningRate: 1 }).score(data.features);
  const rate = data.positive.reduce((sum, label) => sum + label, 0) / 2000;
  const leaves = Map.groupBy(scores.keys(), (row) => scores[row]!);
  assert.ok(leaves.size > 10 && leaves.size <= 31);
  for (const [score, rows] of leaves) {
    assert.ok(rows.length >= 20);
    const positives = rows.reduce((sum, row) => sum + data.positive[row]!, 0);
    const step = (positives - rows.length * rate) / (rows.length * rate * (1 - rate));
    assert.ok(Math.abs(score - (Math.log(rate / (1 - rate)) + step)) < 1e-9);
  }
});

test("the first cut is the one of greatest gain among all cuts", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(5), fc.boolean()), { minLength: 8, maxLength: 60 }),
      (rows) => {
        const sizes = [4, 6];
        const columns = sizes.map((_, f) => Uint8Array.from(rows, (row) => row[f] as number));
        const positive = Uint8Array.from(rows, (row) => Number(row[2]));
        const classifier = gradientBoostedTrees(
          { features: { sizes, rows: rows.length, columns }, positive },
          { iterations: 1, maxLeaves: 2, minSamplesPerLeaf: 1 },
        );
        const scores = classifier.score({ sizes, rows: rows.length, columns });
        const rate = positive.reduce((sum, label) => sum + label, 0) / rows.length;
        if (rate === 0 || rate === 1) return;
        /** Gain of a bipartition by the reference formula; the same for a part and its complement. */
        const gainOf = (isLeft: (row: number) => boolean): number => {
          let gradient = 0;
          let count = 0;
          for (let row = 0; row < rows.length; row++) {
            if (!isLeft(row)) continue;
            gradient += rate - positive[row]!;
            count++;
          }
          const weight = rate * (1 - rate);
          if (count === 0 || count === rows.length) return 0;
          return (
            (gradient * gradient) / (count * weight) +
            (gradient * gradient) / ((rows.length - count) * weight)
          );
        };
        let best = 0;
        sizes.forEach((size, f) => {
          for (let cut = 0; cut < size - 1; cut++)
            best = Math.max(
              best,
              gainOf((row) => columns[f]![row]! <= cut),
            );
        });
        assert.ok(Math.abs(gainOf((row) => scores[row] === scores[0]) - best) < 1e-9);
      },
    ),
    { numRuns: 100 },
  );
});

test("trees find what no sum of columns shows, logistic regression does not", () => {
  const data = records(4000, (a, b) => a >= 2 !== b >= 5);
  const auroc = (learner: Learner) => {
    const table: EncodedTable = {
      sizes: [...data.features.sizes, 2],
      rows: 4000,
      columns: [...data.features.columns, data.positive],
    };
    return transferAuroc(table, table, { target: 3, positive: 1 }, learner).value;
  };
  assert.ok(auroc(gradientBoostedTrees) > 0.999);
  assert.ok(auroc(logisticRegression) < 0.65);
});

test("logistic regression finds the log-odds of a single indicator", () => {
  // 30 of 100 and 60 of 80: with almost no penalty the scores are the logits of the shares.
  const levels = Uint8Array.from({ length: 180 }, (_, row) => Number(row >= 100));
  const positive = Uint8Array.from({ length: 180 }, (_, row) => Number(row < 30 || row >= 120));
  const features = { sizes: [2], rows: 180, columns: [levels] };
  const scores = logisticRegression({ features, positive }, { ridge: 1e-6 }).score(features);
  assert.ok(Math.abs(scores[0]! - Math.log(30 / 70)) < 1e-4);
  assert.ok(Math.abs(scores[179]! - Math.log(60 / 20)) < 1e-4);
});

for (const [name, learner] of learners) {
  test(`${name}: one class only, other columns, no records`, () => {
    const data = records(50, () => true);
    const classifier = learner(data);
    assert.ok(classifier.score(data.features).every((score) => Number.isFinite(score) && score > 0));
    assert.throws(() => classifier.score({ ...data.features, sizes: [4, 10, 299] }), RangeError);
    assert.throws(() => learner({ ...data, positive: new Uint8Array(49) }), RangeError);
  });
}

test("columns that give the target away can be left out", () => {
  const { features, positive } = records(1000, (a) => a > 1);
  const table: EncodedTable = {
    ...features,
    sizes: [...features.sizes, 2],
    columns: [...features.columns, positive],
  };
  const auroc = (without: number[]) =>
    transferAuroc(table, table, { target: 3, positive: 1, without }, logisticRegression).value;
  assert.equal(auroc([]), 1);
  assert.ok(auroc([0]) < 0.8);
  assert.throws(
    () => transferAuroc(table, table, { target: 4, positive: 1 }, logisticRegression),
    RangeError,
  );
});

test("levels are grouped in order, each group but the last with its share of records", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(99), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 20 }),
      (cells, most) => {
        const { groups, groupOf } = groupLevels(Uint8Array.from(cells), 100, most);
        assert.ok(groups >= 1 && groups <= most);
        assert.equal(groupOf[0], 0);
        assert.equal(groupOf[99], groups - 1);
        groupOf.forEach((group, level) => {
          assert.ok(level === 0 || group === groupOf[level - 1]! || group === groupOf[level - 1]! + 1);
        });
        for (let group = 0; group < groups - 1; group++)
          assert.ok(cells.filter((cell) => groupOf[cell] === group).length >= cells.length / most);
      },
    ),
  );
});

test("linear systems", () => {
  const solution = solvePositiveDefinite(Float64Array.of(4, 0, 2, 5), Float64Array.of(8, 9));
  // [[4, 2], [2, 5]] x = [8, 9].
  assert.ok(Math.abs(solution[0]! - 22 / 16) < 1e-12 && Math.abs(solution[1]! - 20 / 16) < 1e-12);
  assert.throws(() => solvePositiveDefinite(Float64Array.of(1, 0, 2, 1), new Float64Array(2)), RangeError);
});

test("Adult, half against half: scikit-learn's figure", { skip: adultMissing }, () => {
  const [train, other] = adultHalves();
  const auroc = transferAuroc(train, other, { target: 13, positive: 1 }, gradientBoostedTrees).value;
  // HistGradientBoostingClassifier(early_stopping=False) of scikit-learn 1.9.1 on these very halves.
  assert.ok(Math.abs(auroc - 0.9203779518588189) < 1e-4, `${auroc}`);
});
