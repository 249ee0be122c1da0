import assert from "node:assert/strict";
import { test } from "node:test";
import type { StatisticsOrderSpec } from "@symbolon/protocol";
import fc from "fast-check";
import { coxRegression } from "../../evaluate/utility/coxRegression.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { keystream } from "../../random/keystream.ts";
import { newtonStatistic } from "./newtonStatistic.ts";
import { near } from "./test-support/near.ts";
import { oneHospital } from "./test-support/oneHospital.ts";
import { released } from "./test-support/released.ts";
import { runStatistic } from "./test-support/runStatistic.ts";
import { specOf } from "./test-support/specOf.ts";

const event = { column: "status", level: "1" };
/** Runs an order that is withheld for this reason; gives the number of its rounds. */
const withheld = (spec: StatisticsOrderSpec, tables: readonly MixedTable[], reason: RegExp) => {
  const { end, rounds } = runStatistic(spec, tables);
  assert.ok(end.step === "withheld", JSON.stringify(end));
  assert.match(end.reason, reason);
  return rounds.length;
};

/** Records of one number, one category and a binary outcome. */
const modelTable = (records: readonly (readonly [number, number, number])[]): MixedTable => ({
  rows: records.length,
  columns: [
    { name: "x", kind: "number", values: Float64Array.from(records, ([x]) => x), decimals: 0 },
    { name: "g", kind: "category", levels: ["a", "b"], codes: Int32Array.from(records, ([, g]) => g) },
    { name: "status", kind: "category", levels: ["0", "1"], codes: Int32Array.from(records, ([, , y]) => y) },
    { name: "twice", kind: "number", values: Float64Array.from(records, ([x]) => 2 * x - 1), decimals: 0 },
  ],
});
const x = { column: "x", min: -3, max: 3 };
const g = { column: "g", level: "b" };

test("the fit is at the top of the pooled likelihood, however records are spread over hospitals", () => {
  const records = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(1), fc.nat(1)), {
    minLength: 60,
    maxLength: 90,
  });
  let fitted = 0;
  fc.assert(
    fc.property(records, fc.array(fc.nat(2), { minLength: 90, maxLength: 90 }), (all, hospitals) => {
      const tables = [0, 1, 2].map((h) => modelTable(all.filter((_, i) => hospitals[i] === h)));
      const { end } = runStatistic(
        specOf({ statistic: "logistic", outcome: event, terms: [x, g] }, 3),
        tables,
      );
      if (end.step === "withheld") return;
      assert.ok(end.result.statistic === "logistic");
      fitted++;
      const [a, b] = end.result.terms.map(({ coefficient }) => coefficient!);
      // The score of the pooled records, by its definition.
      const score = [0, 0, 0];
      for (const [value, group, y] of all) {
        const residual = y - 1 / (1 + Math.exp(-(end.result.intercept! + a! * value + b! * group)));
        [1, value, group].forEach((each, j) => {
          score[j]! += residual * each;
        });
      }
      for (const each of score) near(each, 0, 1e-7);
    }),
    { numRuns: 40, seed: 6 },
  );
  assert.ok(fitted > 20, `${fitted}`);
});

/** 90 records in three hospitals; the outcome leans on x. */
const plain = Array.from(
  { length: 90 },
  (_, i) => [(i % 7) - 3, Math.floor(i / 7) % 2, Number((i * 13) % 7 < 2 + (i % 7) / 2)] as const,
);
const inThree = (all: readonly (readonly [number, number, number])[]) =>
  [0, 1, 2].map((h) => modelTable(all.filter((_, i) => i % 3 === h)));
const logistic = (terms: readonly object[], change: object = {}) =>
  specOf({ statistic: "logistic", outcome: event, terms }, 3, change);

test("a term that others determine is null and changes nothing else", () => {
  const tables = inThree(plain);
  const alone = released("logistic", logistic([x, g]), tables);
  const doubled = released("logistic", logistic([x, g, { column: "twice", min: -9, max: 9 }]), tables);
  assert.deepEqual(doubled.terms[2], { term: "twice", coefficient: null, standardError: null });
  alone.terms.forEach(({ coefficient, standardError }, j) => {
    near(doubled.terms[j]!.coefficient, coefficient!, 1e-9);
    near(doubled.terms[j]!.standardError, standardError!, 1e-9);
  });
  near(doubled.intercept, alone.intercept!, 1e-9);
});

test("a missing cell leaves the record out, and a hospital without records changes nothing", () => {
  const full = released("logistic", logistic([x, g]), inThree(plain));
  const withMissing = released(
    "logistic",
    logistic([x, g]),
    inThree([...plain, [Number.NaN, 0, 1], [1, -1, 1], [1, 0, -1]]),
  );
  assert.deepEqual(withMissing.terms, full.terms);
  const spec = specOf({ statistic: "logistic", outcome: event, terms: [x, g] }, 4);
  assert.deepEqual(released("logistic", spec, [...inThree(plain), modelTable([])]).terms, full.terms);
});

test("a cohort is those records alone", () => {
  const cohort = [{ column: "g", in: ["b"] }];
  const chosen = released("logistic", logistic([x], { cohort }), inThree(plain));
  assert.equal(chosen.records, plain.filter(([, group]) => group === 1).length);
  const numbers = released(
    "logistic",
    logistic([g], { cohort: [{ column: "x", from: -2, below: 3 }] }),
    inThree(plain),
  );
  assert.equal(numbers.records, plain.filter(([value]) => value >= -2 && value < 3).length);
});

test("too few records, hospitals, events, records of a level or per term: withheld after the first round", () => {
  const rows = (n: number) => inThree(plain.slice(0, n));
  assert.equal(withheld(logistic([x]), rows(27), /too few records$/), 1);
  const lopsided = [
    modelTable(plain.slice(0, 70)),
    modelTable(plain.slice(70, 80)),
    modelTable(plain.slice(80, 89)),
  ];
  assert.equal(withheld(logistic([x]), lopsided, /too few hospitals/), 1);
  const rare = plain.map(([a, b], i) => [a, b, Number(i < 9)] as const);
  assert.equal(withheld(logistic([x]), inThree(rare), /with status=1/), 1);
  const common = plain.map(([a, b], i) => [a, b, Number(i >= 9)] as const);
  assert.equal(withheld(logistic([x]), inThree(common), /without status=1/), 1);
  const small = plain.map(([a, , y], i) => [a, Number(i < 9), y] as const);
  assert.equal(withheld(logistic([x, g]), inThree(small), /with g=b/), 1);
  const many = Array.from({ length: 30 }, (_, i) => ({ column: "x", min: -3 - i, max: 3 }));
  assert.equal(withheld(logistic(many), inThree(plain), /so many terms/), 1);
});

test("an outcome that a term separates has no estimate, and none is released", () => {
  const separated = plain.map(([a, b]) => [a, b, Number(a > 0)] as const);
  assert.ok(withheld(logistic([x]), inThree(separated), /do not determine .*x/) < 60);
  const half = plain.map(([a, b, y]) => [a, b, b === 1 ? 1 : y] as const);
  withheld(logistic([x, g]), inThree(half), /do not determine the coefficient of g=b/);
});

test("a step too far is taken back, and the fit is the same", () => {
  // A few covariates far out make the curvature at 0 promise too much.
  const { nextBelow } = keystream(new Uint8Array(32).fill(9), "halved");
  let halved = 0;
  for (let sample = 0; sample < 8; sample++) {
    const rows = 60;
    const values = Float64Array.from(
      { length: rows },
      () => (nextBelow(2001) - 1000) / (nextBelow(7) === 0 ? 10 : 250),
    );
    const times = values.map((value) => Math.ceil((1 + nextBelow(50)) * Math.exp(-0.3 * value)));
    const codes = Int32Array.from(values, () => Number(nextBelow(3) > 0));
    const table: MixedTable = {
      rows,
      columns: [
        { name: "x", kind: "number", values, decimals: 2 },
        { name: "time", kind: "number", values: times, decimals: 0 },
        { name: "status", kind: "category", levels: ["0", "1"], codes },
      ],
    };
    const request = { statistic: "cox", time: "time", event, terms: [{ column: "x", min: -100, max: 100 }] };
    const { end, rounds } = runStatistic(oneHospital(specOf(request, 3)), [table]);
    assert.ok(end.step === "released" && end.result.statistic === "cox", JSON.stringify(end));
    halved += rounds.filter(
      ({ plan: { parameters } }) => parameters.stage === "newton" && (parameters.move?.length ?? 1) < 1,
    ).length;
    const fit = coxRegression([values], times, Uint8Array.from(codes));
    // The other fit stops within 1e-5 standard errors of the maximum.
    near(end.result.terms[0]!.coefficient, fit.coefficients[0]!, 1e-5 * fit.standardErrors[0]!);
  }
  assert.ok(halved > 0);
});

test("a move to where a hospital's numbers do not fit is halved until they do", () => {
  // -sqrt(1 + (b - 3)^2) for each of two hospitals: from x = -3 a full step leads to x^3 = 27 beyond the maximum.
  const statistic = newtonStatistic({
    what: "test",
    names: ["b"],
    fractionBits: 40,
    hospitals: 2,
    part: (_, [b]) => {
      const x = b! - 3;
      const root = Math.sqrt(1 + x * x);
      const inside = Math.abs(x) < 5;
      return {
        logLikelihood: inside ? -root : Number.NaN,
        gradient: [-x / root],
        information: [1 / root ** 3],
        records: 1,
        events: 1,
      };
    },
    resultOf: (fit) => fit,
  });
  const empty: MixedTable = { rows: 0, columns: [] };
  const lengths: number[] = [];
  let step = statistic.start();
  while (step.step === "round") {
    const part = statistic.local(empty, step.plan);
    lengths.push(step.plan.parameters.move?.length ?? 0);
    step = statistic.combine(
      step.plan,
      part.map((number) => 2 * number),
    );
  }
  assert.deepEqual(lengths.slice(0, 4), [0, 1, 0.5, 0.25]);
  assert.ok(step.step === "released");
  near(step.result.coefficients[0]!, 3, 1e-9);
  near(step.result.logLikelihood, -2, 1e-9);
});

test("a coefficient that is undetermined at the start stays out, whatever rounding makes of it later", () => {
  const statistic = newtonStatistic({
    what: "test",
    names: ["a", "b"],
    fractionBits: 32,
    hospitals: 1,
    part: (_, [a]) => ({
      logLikelihood: -((a! - 1) ** 2) / 2 - (a! - 1) ** 4,
      gradient: [-(a! - 1) - 4 * (a! - 1) ** 3, 0],
      // Row b equals row a at the start only.
      information: [1 + 12 * (a! - 1) ** 2, 0, a === 0 ? 13 : 0, a === 0 ? 13 : 1e-3],
      records: 1,
      events: 1,
    }),
    resultOf: (fit) => fit,
  });
  let step = statistic.start();
  while (step.step === "round")
    step = statistic.combine(step.plan, statistic.local({ rows: 0, columns: [] }, step.plan));
  assert.ok(step.step === "released");
  near(step.result.coefficients[0]!, 1, 1e-9);
  assert.deepEqual([step.result.coefficients[1], step.result.standardErrors[1]], [null, null]);
});

test("numbers beyond the range of the fixed point are withheld, not wrapped", () => {
  // 2^16 is the most at 40 digits; one hospital has more records.
  const rows = 70_000;
  const large: MixedTable = {
    rows,
    columns: [
      {
        name: "x",
        kind: "number",
        values: Float64Array.from({ length: rows }, (_, i) => (i % 7) - 3),
        decimals: 0,
      },
      {
        name: "status",
        kind: "category",
        levels: ["0", "1"],
        codes: Int32Array.from({ length: rows }, (_, i) => Number(i % 5 > 2)),
      },
    ],
  };
  const tables = [large, ...inThree(plain).slice(1)];
  assert.equal(withheld(logistic([x], { precision: { fractionBits: 40 } }), tables, /too large/), 2);
  assert.equal(released("logistic", logistic([x]), tables).records, 70_060);
});
