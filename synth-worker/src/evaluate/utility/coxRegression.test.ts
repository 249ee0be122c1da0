import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sharedDataMissing, sharedTable } from "../fidelity/test-support/sharedTable.ts";
import { type CoxFit, coxRegression } from "./coxRegression.ts";
import { hazardRatioAgreement } from "./hazardRatioAgreement.ts";
import { covariate } from "./test-support/covariate.ts";

const near = (actual: number | null | undefined, expected: number, tolerance: number) =>
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected}`,
  );

/** Log partial likelihood by its definition. */
function slowly(
  columns: readonly Float64Array[],
  times: Float64Array,
  events: Uint8Array,
  coefficients: readonly number[],
  efron: boolean,
): number {
  const risk = Float64Array.from(times, (_, i) =>
    Math.exp(columns.reduce((sum, column, j) => sum + coefficients[j]! * column[i]!, 0)),
  );
  const sum = (isIn: (i: number) => boolean) =>
    risk.reduce((total, each, i) => total + (isIn(i) ? each : 0), 0);
  let logLikelihood = 0;
  for (const time of new Set(times)) {
    const dying = Array.from(times.keys()).filter((i) => times[i] === time && events[i] === 1);
    const atRisk = sum((i) => times[i]! >= time);
    const tied = sum((i) => dying.includes(i));
    dying.forEach((i, l) => {
      logLikelihood += Math.log(risk[i]!) - Math.log(atRisk - (efron ? (l / dying.length) * tied : 0));
    });
  }
  return logLikelihood;
}

test("lung: R's coefficients and log-likelihoods, Efron and Breslow", { skip: sharedDataMissing }, () => {
  const lung = sharedTable("lung/lung");
  const all = [covariate(lung, "age"), covariate(lung, "sex", "female"), covariate(lung, "ph_ecog")];
  const kept = Array.from(all[2]!.keys()).filter((row) => !Number.isNaN(all[2]![row]!));
  const of = (values: Float64Array) => Float64Array.from(kept, (row) => values[row]!);
  const fit = (ties: "efron" | "breslow") =>
    coxRegression(all.map(of), of(covariate(lung, "time")), Uint8Array.from(of(covariate(lung, "status"))), {
      ties,
    });
  const efron = fit("efron");
  [0.011066765, -0.5526124, 0.46372848].forEach((expected, j) => {
    near(efron.coefficients[j], expected, 1e-7);
  });
  // Standard errors as statsmodels' PHReg has them.
  [0.0092674, 0.1677391, 0.1135773].forEach((expected, j) => {
    near(efron.standardErrors[j], expected, 1e-7);
  });
  near(efron.nullLogLikelihood, -744.48046, 1e-5);
  near(efron.logLikelihood, -729.23012, 1e-5);
  assert.deepEqual([efron.records, efron.events, efron.converged], [227, 164, true]);
  [0.011041136, -0.55188957, 0.46294704].forEach((expected, j) => {
    near(fit("breslow").coefficients[j], expected, 1e-7);
  });
});

test("nafld: R's coefficients on 17,549 records", { skip: sharedDataMissing }, () => {
  const nafld = sharedTable("nafld/nafld_subject");
  const fit = coxRegression(
    [covariate(nafld, "age"), covariate(nafld, "male", "male")],
    covariate(nafld, "futime"),
    Uint8Array.from(covariate(nafld, "status")),
  );
  near(fit.coefficients[0], 0.098956471, 1e-8);
  near(fit.coefficients[1], 0.37289327, 1e-7);
});

/** Records with overlapping covariates, so that the likelihood has its maximum at a finite place. */
const samples = fc
  .array(fc.tuple(fc.nat(9), fc.nat(1), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
    minLength: 25,
    maxLength: 40,
  })
  .map((records) => ({
    times: Float64Array.from(records, ([time]) => time),
    events: Uint8Array.from(records, ([, event]) => event),
    columns: [2, 3].map((place) => Float64Array.from(records, (record) => record[place]!)),
  }));

test("the fit is at the top of the partial likelihood, ties by either rule", () => {
  let determined = 0;
  fc.assert(
    fc.property(
      samples,
      fc.constantFrom("efron" as const, "breslow" as const),
      ({ times, events, columns }, ties) => {
        const fit = coxRegression(columns, times, events, { ties });
        const at = (coefficients: readonly number[]) =>
          slowly(columns, times, events, coefficients, ties === "efron");
        near(fit.nullLogLikelihood, at([0, 0]), 1e-9);
        const best = fit.coefficients;
        if (best[0] == null || best[1] == null) return;
        determined++;
        near(fit.logLikelihood, at([best[0], best[1]]), 1e-8);
        for (const [a, b] of [
          [1e-3, 0],
          [-1e-3, 0],
          [0, 1e-3],
          [0, -1e-3],
        ] as const)
          assert.ok(at([best[0] + a, best[1] + b]) <= fit.logLikelihood + 1e-9);
        // Standard errors against the second difference along the first coefficient, the second held at its place.
        const step = 1e-3;
        const curvature =
          (2 * fit.logLikelihood - at([best[0] + step, best[1]]) - at([best[0] - step, best[1]])) / step ** 2;
        assert.ok(fit.standardErrors[0]! >= (1 - 1e-3) / Math.sqrt(curvature));
      },
    ),
    { numRuns: 60, seed: 5 },
  );
  assert.ok(determined > 40, `${determined}`);
});

test("scale and origin of a covariate do not matter", () => {
  const times = Float64Array.from({ length: 60 }, (_, i) => (i * 37) % 60);
  const events = Uint8Array.from({ length: 60 }, (_, i) => Number(i % 4 > 0));
  const column = Float64Array.from({ length: 60 }, (_, i) => (i * 13) % 17);
  const fit = coxRegression([column], times, events);
  const scaled = coxRegression([column.map((value) => 1e6 + 1e-3 * value)], times, events);
  near(scaled.coefficients[0]! / 1000, fit.coefficients[0]!, 1e-9);
  near(scaled.standardErrors[0]! / 1000, fit.standardErrors[0]!, 1e-9);
});

test("what records do not determine is null, and the rest is as if it were not there", () => {
  const n = 80;
  const times = Float64Array.from({ length: n }, (_, i) => (i * 31) % n);
  const events = Uint8Array.from({ length: n }, (_, i) => Number(i % 3 > 0));
  const column = Float64Array.from({ length: n }, (_, i) => (i * 7) % 11);
  const alone = coxRegression([column], times, events);
  // No event among marked records: their hazard ratio runs off to 0. Left are the others.
  const marked = Float64Array.from({ length: n }, (_, i) => Number(i % 3 === 0 && i > 20));
  const constant = new Float64Array(n).fill(4);
  const doubled = column.map((value) => 2 * value - 1);
  const fit = coxRegression([column, marked, constant, doubled], times, events);
  assert.deepEqual(
    fit.coefficients.map((coefficient) => coefficient === null),
    [false, true, true, true],
  );
  assert.deepEqual(
    fit.standardErrors.map((error) => error === null),
    [false, true, true, true],
  );
  assert.ok(fit.converged);
  const others = Array.from(marked.keys()).filter((i) => marked[i] === 0);
  const limit = coxRegression(
    [Float64Array.from(others, (i) => column[i]!)],
    Float64Array.from(others, (i) => times[i]!),
    Uint8Array.from(others, (i) => events[i]!),
  );
  near(fit.coefficients[0], limit.coefficients[0]!, 1e-6);
  near(fit.standardErrors[0], limit.standardErrors[0]!, 1e-6);
  assert.ok(Math.abs(fit.coefficients[0]! - alone.coefficients[0]!) > 1e-4);
  // The last to die always has the highest covariate: one column alone, going the other way.
  const perfect = coxRegression([times], times, new Uint8Array(n).fill(1));
  assert.deepEqual(perfect.coefficients, [null]);
});

test("no events, no columns, no records, one record", () => {
  const two = Float64Array.of(1, 2);
  assert.deepEqual(coxRegression([two], two, Uint8Array.of(0, 0)).coefficients, [null]);
  assert.deepEqual(coxRegression([], two, Uint8Array.of(1, 0)).coefficients, []);
  assert.deepEqual(
    coxRegression([new Float64Array(0)], new Float64Array(0), new Uint8Array(0)).coefficients,
    [null],
  );
  assert.deepEqual(coxRegression([Float64Array.of(3)], Float64Array.of(1), Uint8Array.of(1)).coefficients, [
    null,
  ]);
  assert.throws(() => coxRegression([new Float64Array(3)], two, Uint8Array.of(1, 0)), RangeError);
  assert.throws(() => coxRegression([Float64Array.of(1, Number.NaN)], two, Uint8Array.of(1, 0)), RangeError);
});

const fitOf = (coefficients: (number | null)[], standardErrors: (number | null)[]): CoxFit => ({
  coefficients,
  standardErrors,
  nullLogLikelihood: -1,
  logLikelihood: -1,
  records: 10,
  events: 5,
  converged: true,
});

test("agreement of hazard ratios, by hand", () => {
  const names = ["same", "shifted", "far", "lost"];
  const real = fitOf([0.5, 0, 0, 1], [0.1, 1, 1, 1]);
  const synthetic = fitOf([0.5, 1, 9, null], [0.1, 2, 1, null]);
  const result = hazardRatioAgreement(names, real, synthetic);
  assert.deepEqual(
    result.hazards.map(({ term, covered }) => [term, covered]),
    [
      ["same", true],
      ["shifted", true],
      ["far", false],
    ],
  );
  near(result.hazards[0]!.intervalOverlap, 1, 1e-12);
  // Half widths z and 2z around 0 and 1: shared from 1 - 2z or -z up to z.
  const z = 1.959963984540054;
  const shared = z - Math.max(-z, 1 - 2 * z);
  near(result.hazards[1]!.intervalOverlap, (shared / (2 * z) + shared / (4 * z)) / 2, 1e-12);
  assert.equal(result.hazards[2]!.intervalOverlap, 0);
  assert.equal(result.maxStandardisedDifference, 9);
  near(result.coverage, 2 / 3, 1e-15);
  const none = hazardRatioAgreement(["lost"], fitOf([null], [null]), fitOf([1], [1]));
  assert.deepEqual(
    [none.hazards.length, none.meanIntervalOverlap, none.maxStandardisedDifference, none.coverage],
    [0, null, null, null],
  );
  assert.throws(() => hazardRatioAgreement(["one"], real, synthetic), RangeError);
});
