import assert from "node:assert/strict";
import { test } from "node:test";
import { EvaluationReport } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { normalQuantile } from "../../math/normalQuantile.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { shuffle } from "../../random/shuffle.ts";
import { columnScales } from "../neighbours/columnScales.ts";
import { nearestRecords } from "../neighbours/nearestRecords.ts";
import { copies } from "./copies.ts";
import { distanceFigures } from "./distanceFigures.ts";
import { membershipFigures } from "./membershipFigures.ts";
import { privacyOf } from "./privacyOf.ts";
import { provenLimits } from "./provenLimits.ts";
import { publicStream } from "./publicStream.ts";
import { clinicalMissing, clinicalTable } from "./test-support/clinicalTable.ts";
import { bootstrap, halfCopy, perturbed } from "./test-support/leakyFiles.ts";
import { population } from "./test-support/population.ts";

const near = (actual: number | null, expected: number, tolerance = 1e-12) =>
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

/** Three samples of one cohort, in random order: what was used, what was not, and what an honest generator could give at best. */
function thirds(table: MixedTable): { training: MixedTable; holdout: MixedTable; second: MixedTable } {
  const order = Int32Array.from({ length: table.rows }, (_, row) => row);
  shuffle(order, publicStream("thirds"));
  const size = Math.floor(table.rows / 3);
  const part = (n: number) => pickRecords(table, order.slice(n * size, (n + 1) * size));
  return { training: part(0), holdout: part(1), second: part(2) };
}

const path = "nafld/nafld_subject";
test("NAFLD: membership, singling out, linkability and copies tell leaky files from a second sample of the cohort", {
  skip: clinicalMissing(path),
}, () => {
  const { training, holdout, second } = thirds(clinicalTable(path, ["case_id"]));
  const figures = (synthetic: MixedTable) => {
    const { membership, risks, exactCopies, nearCopies } = privacyOf({ synthetic, training, holdout });
    const [nearest, density] = membership;
    const risk = (name: string) => risks.find((each) => each.attack === name)!.risk;
    return {
      auc: nearest!.auc,
      tpr: nearest!.tprAt1PercentFpr,
      density: density!.auc,
      singling: risk("singling out"),
      linking: risk("linkability"),
      exact: exactCopies.training - exactCopies.holdout!,
      close: nearCopies.training - nearCopies.holdout!,
      inferred: risks.filter((each) => each.attack === "inference").map((each) => each.risk.low),
    };
  };
  for (const [synthetic, auc] of [
    [training, 0.99],
    [bootstrap(training), 0.75],
    [halfCopy(training, second), 0.7],
  ] as const) {
    const found = figures(synthetic);
    assert.ok(found.auc.low > auc && found.density.low > 0.7 && found.tpr.low > 0.4, JSON.stringify(found));
    assert.ok(found.singling.low > 0.3 && found.linking.low > 0.3, JSON.stringify(found));
    assert.ok(found.exact > 0.4 && found.close > 0.1, JSON.stringify(found));
    assert.ok(Math.max(...found.inferred) > 0.3, JSON.stringify(found));
  }
  const blurred = figures(perturbed(training, 30));
  assert.ok(blurred.auc.low > 0.55 && blurred.tpr.low > 0.03, JSON.stringify(blurred));
  const honest = figures(second);
  assert.ok(
    honest.auc.low < 0.5 && honest.auc.high < 0.53 && honest.density.low < 0.5,
    JSON.stringify(honest),
  );
  assert.ok(honest.tpr.low <= 0.01 && honest.singling.low < 0.05 && honest.linking.low < 0.01);
  assert.ok(Math.abs(honest.exact) < 0.01 && Math.abs(honest.close) < 0.03, JSON.stringify(honest));
  assert.ok(Math.max(...honest.inferred) < 0.1, JSON.stringify(honest));
});

const training = population(600, "training");
const holdout = population(600, "holdout");
const second = population(600, "second");

test("the block is what the report's schema asks for, with shadow models and the proof where they are given", () => {
  const files = { synthetic: second, training, holdout };
  const plain = privacyOf(files);
  assert.deepEqual(EvaluationReport.shape.privacy.parse(plain), plain);
  assert.deepEqual(
    plain.membership.map((each) => each.attack),
    ["nearest neighbour", "density ratio"],
  );
  assert.equal(plain.proof, null);
  assert.deepEqual(
    plain.risks.map(({ attack, secret }) => secret ?? attack),
    ["singling out", "linkability", ...training.columns.map(({ name }) => name)],
  );
  const proof = { epsilon: 1, delta: 1e-5, mu: 0.268051 };
  const whole = privacyOf(files, {
    proof,
    generate: (records, rows, run) => bootstrap(records, `${run}`, rows),
  });
  assert.deepEqual(EvaluationReport.shape.privacy.parse(whole), whole);
  assert.equal(whole.membership[2]!.attack, "shadow models");
  assert.deepEqual(whole.proof, provenLimits(proof));
  assert.deepEqual(privacyOf(files), plain);
});

test("small, constant and empty files: figures or null, never NaN; no attack below 50 records", () => {
  const first = (table: MixedTable, rows: number) =>
    pickRecords(
      table,
      Int32Array.from({ length: rows }, (_, row) => row),
    );
  const blank: MixedTable = {
    rows: 60,
    columns: [
      { name: "n", kind: "number", decimals: 2, values: new Float64Array(60).fill(Number.NaN) },
      { name: "c", kind: "category", levels: ["x"], codes: new Int32Array(60).fill(-1) },
      { name: "e", kind: "category", levels: [], codes: new Int32Array(60).fill(-1) },
    ],
  };
  for (const files of [
    { synthetic: first(second, 1), training: first(training, 1), holdout: first(holdout, 1) },
    { synthetic: first(second, 1), training, holdout: first(holdout, 60) },
    { synthetic: second, training: first(training, 49), holdout },
    { synthetic: blank, training: blank, holdout: blank },
  ]) {
    const block = privacyOf(files);
    // Parsing refuses NaN and Infinity.
    assert.deepEqual(EvaluationReport.shape.privacy.parse(block), block);
    if (files.training.rows < 50) assert.deepEqual([block.membership, block.risks], [[], []]);
    if (files.training.rows === 1) assert.equal(block.distances.nndrMedian, null);
    if (files.synthetic === blank) {
      assert.deepEqual(block.exactCopies, { training: 1, sampled: 1, holdout: 1 });
      assert.equal(block.distances.nndrMedian, 1);
      assert.equal(block.membership[0]!.auc.value, 0.5);
    }
  }
  for (const none of ["synthetic", "training", "holdout"] as const)
    assert.throws(
      () => privacyOf({ synthetic: second, training, holdout, [none]: first(second, 0) }),
      RangeError,
    );
});

test("copies and distances by hand, with a training half larger than the holdout", () => {
  const of = (...values: number[]): MixedTable => ({
    rows: values.length,
    columns: [{ name: "n", kind: "number", decimals: 3, values: Float64Array.from(values) }],
  });
  const scales = columnScales([of(0, 1)]);
  const to = (reference: MixedTable) => nearestRecords(of(0, 0.505, 0.9, 0.25), reference, { k: 2, scales });
  const real = to(of(0, 0.5, 1, 0.002));
  const other = to(of(0.9, 0.6));
  assert.deepEqual(copies(real, to(of(0.5, 1)), other), {
    exactCopies: { training: 0.25, sampled: 0, holdout: 0.25 },
    nearCopies: { training: 0.5, sampled: 0.25, holdout: 0.25 },
  });
  // To training 0, .005, .1, .248 and then .002, .495, .4, .25; to holdout .6, .095, 0, .35.
  const found = distanceFigures(real, other);
  near(found.toTrainingMedian, 0.0525);
  near(found.toTrainingP5, 0.00075);
  near(found.toHoldoutMedian, 0.2225);
  near(found.toHoldoutP5, 0.01425);
  near(found.nndrMedian, (0.005 / 0.495 + 0.25) / 2);
  assert.equal(found.closerToTrainingShare, 0.75);
  assert.equal(distanceFigures(real, real).closerToTrainingShare, 0.5);
  const none = nearestRecords(of(0), of(), { k: 2, scales });
  const same = nearestRecords(of(0), of(0), { k: 1, scales });
  assert.deepEqual(copies(same, same, none).exactCopies, {
    training: 1,
    sampled: 1,
    holdout: null,
  });
  assert.deepEqual(Object.values(distanceFigures(none, none)), Array(6).fill(null));
});

test("distances compare files of one size; copies are looked for in all of them", () => {
  const half = pickRecords(
    holdout,
    Int32Array.from({ length: 150 }, (_, row) => row),
  );
  const { distances, exactCopies } = privacyOf({ synthetic: training, training, holdout: half });
  assert.equal(exactCopies.training, 1);
  // Only a quarter of the copied records are in the even sample that distances are measured to.
  assert.ok(distances.toTrainingMedian! > 0);
  const honest = privacyOf({ synthetic: second, training, holdout: half }).distances;
  assert.ok(Math.abs(honest.closerToTrainingShare! - 0.5) < 0.06, `${honest.closerToTrainingShare}`);
});

test("what mu-GDP allows: no attack at 0, the closed forms at 1, all at a large mu", () => {
  const at = (mu: number) => provenLimits({ epsilon: 1, delta: 1e-5, mu });
  near(at(0).maxMembershipAuc, 0.5);
  near(at(0).maxTprAt1PercentFpr, 0.01);
  // Phi(1 / sqrt 2) and Phi(1 - 2.3263478740408408), from tables of the normal distribution.
  near(at(1).maxMembershipAuc, 0.7602499389065233, 1e-12);
  near(at(1).maxTprAt1PercentFpr, 0.09236224807369403, 1e-12);
  near(at(20).maxMembershipAuc, 1);
  for (const mu of [-1, Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => at(mu), RangeError);
});

test("the proven limit is what the best attack on one noisy sum reaches, and no more", () => {
  const mu = 0.8;
  const { maxMembershipAuc, maxTprAt1PercentFpr } = provenLimits({ epsilon: 1, delta: 1e-5, mu });
  // The sum itself is the score: N(mu, 1) with the record and N(0, 1) without, here by their quantiles.
  const without = Float64Array.from({ length: 4000 }, (_, i) => normalQuantile((i + 0.5) / 4000));
  const figures = membershipFigures(
    "nearest neighbour",
    without.map((score) => score + mu),
    without,
  );
  near(figures.auc.value, maxMembershipAuc, 1e-4);
  near(figures.tprAt1PercentFpr.value, maxTprAt1PercentFpr, 1e-3);
});
