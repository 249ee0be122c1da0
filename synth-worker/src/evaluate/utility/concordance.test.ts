import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sharedDataMissing, sharedTable } from "../fidelity/test-support/sharedTable.ts";
import { coxRegression } from "./coxRegression.ts";
import { harrellC } from "./harrellC.ts";
import { linearPredictor } from "./linearPredictor.ts";
import { covariate } from "./test-support/covariate.ts";
import { followUps } from "./test-support/followUps.ts";
import { uncensoredBefore } from "./uncensoredBefore.ts";
import { unoC } from "./unoC.ts";

const near = (actual: number | null, expected: number, tolerance: number) =>
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

/** All pairs one by one, each event with its weight. */
function slowly(scores: Float64Array, times: Float64Array, events: Uint8Array, weights: Float64Array) {
  let won = 0;
  let pairs = 0;
  for (let i = 0; i < times.length; i++)
    for (let j = 0; j < times.length; j++) {
      const comparable =
        events[i] === 1 && (times[j]! > times[i]! || (times[j] === times[i] && events[j] === 0));
      if (!comparable) continue;
      pairs += weights[i]!;
      won += weights[i]! * (scores[j]! < scores[i]! ? 1 : scores[j] === scores[i] ? 0.5 : 0);
    }
  return pairs === 0 ? null : won / pairs;
}

test("Harrell's and Uno's C are shares of pairs, with ties in times and scores", () => {
  fc.assert(
    fc.property(followUps, fc.infiniteStream(fc.nat(5)), fc.nat(14), ({ times, events }, stream, tau) => {
      const scores = Float64Array.from(times, () => stream.next().value! - 2.5);
      const same = (actual: number | null, expected: number | null) =>
        expected === null ? assert.equal(actual, null) : near(actual, expected, 1e-12);
      same(
        harrellC(scores, times, events),
        slowly(scores, times, events, new Float64Array(times.length).fill(1)),
      );
      /** Followed until just before a time: one censoring after the other, events at its time already gone. */
      const shareBefore = (time: number) => {
        let share = 1;
        for (const step of new Set([...times].filter((each) => each < time))) {
          const gone = times.filter((each, i) => each === step && events[i] === 1).length;
          const left = times.filter((each) => each >= step).length - gone;
          if (left > 0)
            share *= 1 - times.filter((each, i) => each === step && events[i] === 0).length / left;
        }
        return share;
      };
      const shares = times.map(shareBefore);
      uncensoredBefore(times, events).forEach((share, i) => {
        near(share, shares[i]!, 1e-12);
      });
      const weights = shares.map((share, i) => (times[i]! < tau && share > 0 ? 1 / (share * share) : 0));
      same(unoC(scores, times, events, { tau }), slowly(scores, times, events, weights));
    }),
  );
});

test("without censoring Uno's C is Harrell's, with it the two differ", () => {
  const scores = Float64Array.from({ length: 50 }, (_, i) => (i * 17) % 50);
  const times = Float64Array.from({ length: 50 }, (_, i) => (i * 29) % 50);
  const all = new Uint8Array(50).fill(1);
  near(unoC(scores, times, all), harrellC(scores, times, all)!, 1e-15);
  const some = all.map((_, i) => Number(i % 3 > 0));
  assert.ok(Math.abs(unoC(scores, times, some)! - harrellC(scores, times, some)!) > 1e-3);
});

test("no pair, no figure; other lengths are refused", () => {
  const one = Float64Array.of(1);
  assert.equal(harrellC(one, one, Uint8Array.of(1)), null);
  assert.equal(unoC(one, one, Uint8Array.of(1)), null);
  assert.equal(unoC(Float64Array.of(1, 2), Float64Array.of(1, 2), Uint8Array.of(1, 0), { tau: 1 }), null);
  assert.equal(harrellC(new Float64Array(0), new Float64Array(0), new Uint8Array(0)), null);
  assert.throws(() => harrellC(new Float64Array(2), one, Uint8Array.of(1)), RangeError);
});

/** Scores of a Cox model of `terms` ([column, level or nothing]), and Harrell's and Uno's C on the same records. */
function concordanceOf(
  name: string,
  [time, event]: readonly [string, string],
  terms: readonly (readonly [string, string?])[],
) {
  const table = sharedTable(name);
  const all = terms.map(([column, level]) => covariate(table, column, level));
  const kept = Array.from({ length: table.rows }, (_, row) => row).filter((row) =>
    all.every((values) => !Number.isNaN(values[row]!)),
  );
  const of = (values: Float64Array) => Float64Array.from(kept, (row) => values[row]!);
  const columns = all.map(of);
  const times = of(covariate(table, time));
  const events = Uint8Array.from(of(covariate(table, event)));
  const scores = linearPredictor(columns, coxRegression(columns, times, events).coefficients, kept.length);
  return { harrell: harrellC(scores, times, events), uno: unoC(scores, times, events, { tau: 5000 }) };
}

test("lung, rotterdam and NAFLD: R's concordances", { skip: sharedDataMissing }, () => {
  const lung = concordanceOf("lung/lung", ["time", "status"], [["age"], ["sex", "female"], ["ph_ecog"]]);
  near(lung.harrell, 0.63713549, 1e-8);
  const rotterdam = concordanceOf(
    "breast/rotterdam",
    ["dtime", "death"],
    [["age"], ["size", "20-50"], ["size", ">50"], ["grade"], ["nodes"], ["hormon", "yes"], ["chemo", "yes"]],
  );
  near(rotterdam.harrell, 0.68904194, 1e-6);
  // The definition pair by pair in NumPy; scikit-survival, which takes censorings at an event's time before it, has .678238.
  near(rotterdam.uno, 0.678233685829548, 1e-9);
  const nafld = concordanceOf("nafld/nafld_subject", ["futime", "status"], [["age"], ["male", "male"]]);
  near(nafld.harrell, 0.82325397, 1e-8);
});

test("gbsg: R's concordance with the logarithm of positive nodes", { skip: sharedDataMissing }, () => {
  const gbsg = sharedTable("breast/gbsg");
  const columns = ["age", "size", "grade", "nodes", "pgr"].map((name) => covariate(gbsg, name));
  columns[3] = columns[3]!.map(Math.log);
  columns.push(covariate(gbsg, "hormon", "yes"));
  const times = covariate(gbsg, "rfstime");
  const events = Uint8Array.from(covariate(gbsg, "status"));
  const { coefficients } = coxRegression(columns, times, events);
  near(harrellC(linearPredictor(columns, coefficients, gbsg.rows), times, events), 0.68904428, 1e-8);
});
