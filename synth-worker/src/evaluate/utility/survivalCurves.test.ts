import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sharedDataMissing, sharedTable } from "../fidelity/test-support/sharedTable.ts";
import { kaplanMeier } from "./kaplanMeier.ts";
import { kaplanMeierDistance } from "./kaplanMeierDistance.ts";
import { logRank } from "./logRank.ts";
import { covariate } from "./test-support/covariate.ts";
import { followUps } from "./test-support/followUps.ts";

const near = (actual: number | null, expected: number, tolerance: number) =>
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("lung: the curve, its median, mean and the log-rank test as in R's survival", {
  skip: sharedDataMissing,
}, () => {
  const lung = sharedTable("lung/lung");
  const times = covariate(lung, "time");
  const events = Uint8Array.from(covariate(lung, "status"));
  const curve = kaplanMeier(times, events);
  near(curve.survivalAt(180), 0.72167065, 1e-8);
  near(curve.survivalAt(365.25), 0.40924162, 1e-8);
  near(curve.survivalAt(730), 0.1156931, 1e-7);
  assert.equal(curve.median, 310);
  near(curve.restrictedMean(), 376.27475, 1e-5);
  const bySex = logRank(times, events, covariate(lung, "sex", "female"), 2);
  near(bySex.statistic, 10.326742, 1e-6);
  near(bySex.p, 0.0013111644883, 1e-9);
});

test("four groups: lifelines' figure", { skip: sharedDataMissing }, () => {
  const lung = sharedTable("lung/lung");
  const scores = covariate(lung, "ph_ecog");
  const kept = Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row]!));
  const of = (values: Float64Array) => Float64Array.from(kept, (row) => values[row]!);
  const result = logRank(
    of(covariate(lung, "time")),
    Uint8Array.from(of(covariate(lung, "status"))),
    of(scores),
    4,
  );
  assert.equal(result.degrees, 3);
  near(result.statistic, 21.96213168247668, 1e-9);
  near(result.p, 6.642535355798019e-5, 1e-14);
});

test("the curve is the product of shares that go on, and its area the mean survival", () => {
  fc.assert(
    fc.property(followUps, fc.nat(13), ({ times, events }, at) => {
      const curve = kaplanMeier(times, events);
      const heightAt = (time: number) => {
        let height = 1;
        for (const step of new Set([...times].filter((each) => each <= time).sort((a, b) => a - b))) {
          const left = times.filter((each) => each >= step).length;
          height *= 1 - times.filter((each, i) => each === step && events[i] === 1).length / left;
        }
        return height;
      };
      near(curve.survivalAt(at), heightAt(at), 1e-12);
      let area = 0;
      for (let time = 0; time < at; time++) area += heightAt(time);
      near(curve.restrictedMean(at), area, 1e-12);
      assert.ok(curve.median === null ? heightAt(99) > 0.5 - 1e-9 : heightAt(curve.median) <= 0.5 + 1e-9);
    }),
  );
});

test("a curve that stays at one half has its median in the middle of the stretch", () => {
  assert.equal(kaplanMeier(Float64Array.of(1, 2, 5, 9), Uint8Array.of(1, 1, 1, 1)).median, 3.5);
  assert.equal(kaplanMeier(Float64Array.of(1, 2, 5), Uint8Array.of(1, 1, 0)).median, 2);
  assert.equal(kaplanMeier(Float64Array.of(1, 2, 5), Uint8Array.of(0, 0, 0)).median, null);
});

test("the distance is the mean gap up to the last real event", () => {
  fc.assert(
    fc.property(followUps, followUps, (real, synthetic) => {
      const a = kaplanMeier(real.times, real.events);
      const b = kaplanMeier(synthetic.times, synthetic.events);
      const { distance, optimism, sightedness } = kaplanMeierDistance(a, b);
      const until = a.times.at(-1) ?? a.lastTime;
      let gaps = 0;
      let sum = 0;
      for (let time = 0; time < until; time++) {
        gaps += Math.abs(b.survivalAt(time) - a.survivalAt(time));
        sum += b.survivalAt(time) - a.survivalAt(time);
      }
      near(distance, until === 0 ? Math.abs(b.survivalAt(0) - a.survivalAt(0)) : gaps / until, 1e-12);
      near(optimism, until === 0 ? b.survivalAt(0) - a.survivalAt(0) : sum / until, 1e-12);
      assert.ok(Math.abs(sightedness) <= 1);
      assert.equal(kaplanMeierDistance(a, a).distance, 0);
    }),
  );
});

test("a file of longer lives is optimistic, one that ends early short-sighted", () => {
  const real = kaplanMeier(Float64Array.of(1, 2, 3, 10), Uint8Array.of(1, 1, 1, 0));
  const synthetic = kaplanMeier(Float64Array.of(2, 3, 4, 5), Uint8Array.of(1, 0, 0, 0));
  const { distance, optimism, sightedness } = kaplanMeierDistance(real, synthetic);
  // Real heights on [0,1), [1,2), [2,3): 1, 3/4, 1/2; synthetic: 1, 1, 3/4.
  near(distance, (0 + 1 / 4 + 1 / 4) / 3, 1e-15);
  assert.equal(optimism, distance);
  assert.equal(sightedness, 0.5);
});

test("log-rank: equal groups show nothing, names of groups do not matter, empty ones do not count", () => {
  fc.assert(
    fc.property(followUps, fc.infiniteStream(fc.nat(2)), ({ times, events }, stream) => {
      const groups = Array.from(times, () => stream.next().value!);
      const result = logRank(times, events, groups, 3);
      const renamed = logRank(
        times,
        events,
        groups.map((group) => 3 - group),
        5,
      );
      near(renamed.statistic, result.statistic, 1e-8);
      assert.equal(renamed.degrees, result.degrees);
      assert.ok(result.p >= 0 && result.p <= 1);
      const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
      near(total(result.observed), total(result.expected), 1e-9);
      const doubled = Float64Array.from([...times, ...times]);
      const sides = Array.from(doubled, (_, i) => Number(i < times.length));
      near(logRank(doubled, Uint8Array.from([...events, ...events]), sides, 2).statistic, 0, 1e-12);
    }),
  );
});

test("one record, no records, no events, and follow-up that cannot be", () => {
  const none = kaplanMeier(new Float64Array(0), new Uint8Array(0));
  assert.deepEqual([none.survivalAt(5), none.median, none.restrictedMean(), none.lastTime], [1, null, 0, 0]);
  const one = kaplanMeier(Float64Array.of(4), Uint8Array.of(1));
  assert.deepEqual([one.survivalAt(3.9), one.survivalAt(4), one.median, one.restrictedMean()], [1, 0, 4, 4]);
  assert.deepEqual(
    [logRank(Float64Array.of(4), Uint8Array.of(1), [0], 2).p, logRank(one.times, Uint8Array.of(0), [1], 2).p],
    [1, 1],
  );
  for (const wrong of [
    () => kaplanMeier(Float64Array.of(1), new Uint8Array(0)),
    () => kaplanMeier(Float64Array.of(-1), Uint8Array.of(1)),
    () => kaplanMeier(Float64Array.of(Number.NaN), Uint8Array.of(1)),
    () => kaplanMeier(Float64Array.of(1), Uint8Array.of(2)),
    () => logRank(Float64Array.of(1), Uint8Array.of(1), [2], 2),
    () => logRank(Float64Array.of(1), Uint8Array.of(1), [], 2),
  ])
    assert.throws(wrong, RangeError);
});
