import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { splitRho } from "@symbolon/protocol";
import { memoryCountSource } from "../../data/memoryCountSource.ts";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { normalCdf } from "../../math/normalCdf.ts";
import { binomialRho } from "../../privacy/binomialRho.ts";
import { renyiOrdersFor } from "../../privacy/renyiOrdersFor.ts";
import { keystream } from "../../random/keystream.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { areaUnderRoc } from "../areaUnderRoc.ts";
import { combineAnswers } from "../combineAnswers.ts";
import { describeHoldout } from "./describeHoldout.ts";
import { distanceToTables } from "./distanceToTables.ts";
import { expectedDistance } from "./expectedDistance.ts";
import { measureHoldout } from "./measureHoldout.ts";
import { aucOfLevels, measureMembership } from "./measureMembership.ts";
import { MEMBERSHIP_LEVELS, membershipLevels } from "./membershipLevels.ts";
import { provedMembershipBound } from "./provedMembershipBound.ts";

/** All seeds are fixed: a test either always passes or always fails. */
function randomTable(seed: number, rows: number, sizes: readonly number[]): EncodedTable {
  const stream = keystream(new Uint8Array(32).fill(seed), "table");
  return {
    sizes,
    rows,
    columns: sizes.map((size) => Uint16Array.from({ length: rows }, () => stream.nextBelow(size))),
  };
}
const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} within ${within}`);

describe("what a hospital says about its held-out patients", () => {
  const sizes = [3, 4, 5];
  const synthetic = randomTable(1, 3000, sizes);
  const holdout = randomTable(2, 2000, sizes);
  const measured = (table: EncodedTable, rhoMicro: bigint, seed = 7) =>
    measureHoldout({ synthetic, holdout: memoryCountSource(table), rhoMicro, entropy: seededEntropy(seed) });

  test("with plenty of budget it is the total variation, and sampling explains it", async () => {
    const { records, oneWay, twoWay } = await measured(holdout, 10_000_000_000n);
    near(records, 2000, 1);
    assert.deepEqual(
      twoWay.map(({ columns }) => columns),
      [
        [0, 1],
        [0, 2],
        [1, 2],
      ],
    );
    for (const { tvd, expected } of [...oneWay, ...twoWay]) near(tvd, expected, 0.03);
    const shifted = { ...holdout, columns: [new Uint16Array(2000), ...holdout.columns.slice(1)] };
    near((await measured(shifted, 10_000_000_000n)).oneWay[0]!.tvd, 2 / 3, 0.02);
  });

  test("noise is what was paid for: a third of rho each for the number, the columns and the pairs", async () => {
    const rho = 0.03;
    const { recordsNoise, records, oneWay, twoWay } = await measured(holdout, 30_000n);
    near(recordsNoise, 1 / Math.sqrt((2 * rho) / 3), 1e-3);
    for (const { noise } of oneWay) near(noise * 2 * records, Math.sqrt(3) / Math.sqrt((2 * rho) / 3), 2e-3);
    for (const { noise } of twoWay) near(noise * 2 * records, Math.sqrt(3) / Math.sqrt((2 * rho) / 3), 2e-3);
  });

  test("a hospital of nobody and a budget of nothing: figures stay between 0 and 1, or E3009 before a look", async () => {
    const empty = randomTable(3, 0, sizes);
    for (let seed = 0; seed < 20; seed++) {
      const { records, oneWay } = await measured(empty, 100n, seed);
      assert.ok(records >= 1);
      for (const { tvd } of oneWay) assert.ok(tvd >= 0 && tvd <= 1);
    }
    await assert.rejects(measured(holdout, 0n), RangeError);
    await assert.rejects(
      measureHoldout({
        synthetic: randomTable(1, 0, sizes),
        holdout: memoryCountSource(holdout),
        rhoMicro: 1n,
        entropy: seededEntropy(1),
      }),
      RangeError,
    );
  });

  test("the answer names columns and is rounded to 1e-4", async () => {
    const said = describeHoldout(["a", "b", "c"], await measured(holdout, 30_000n), {
      value: 0.512_345,
      low: 0.4,
      high: 0.6,
    });
    assert.deepEqual(said.twoWay[1]!.columns, ["a", "c"]);
    assert.equal(said.membership!.value, 0.5123);
    for (const { tvd } of said.oneWay) assert.equal(tvd, Math.round(tvd * 1e4) / 1e4);
  });

  test("what sampling gives a perfect file is what it gives: mean distance of samples of 200 from five levels", () => {
    const shares = Float64Array.of(0.4, 0.3, 0.2, 0.1, 0);
    let sum = 0;
    const stream = keystream(new Uint8Array(32).fill(9), "draws");
    for (let run = 0; run < 500; run++) {
      const counts = new Float64Array(5);
      for (let i = 0; i < 200; i++) {
        const u = stream.nextBelow(10);
        counts[u < 4 ? 0 : u < 7 ? 1 : u < 9 ? 2 : 3]!++;
      }
      sum += counts.reduce((total, count, cell) => total + Math.abs(count / 200 - shares[cell]!), 0) / 2;
    }
    near(sum / 500, expectedDistance(shares, 200), 0.002);
  });
});

describe("the membership test that was paid for", () => {
  const sizes = [40, 40, 40];
  const training = randomTable(4, 800, sizes);
  const holdout = randomTable(5, 400, sizes);
  const scoresOf = (synthetic: EncodedTable): EncodedTable => {
    const levels = membershipLevels(synthetic);
    const others = levels(holdout).map((level) => level + MEMBERSHIP_LEVELS);
    const column = Uint8Array.from([...levels(training), ...others]);
    return { sizes: [2 * MEMBERSHIP_LEVELS], rows: column.length, columns: [column] };
  };
  const attack = (synthetic: EncodedTable, rhoMicro: bigint) =>
    measureMembership({
      scores: memoryCountSource(scoresOf(synthetic)),
      rhoMicro,
      entropy: seededEntropy(3),
    });

  test("a copy of the measured patients is found, a fresh file is not", async () => {
    const copied = await attack(training, 100_000n);
    assert.ok(copied.low > 0.7, `AUC ${copied.value}`);
    const fresh = await attack(randomTable(6, 800, sizes), 100_000n);
    assert.ok(fresh.low < 0.5 && fresh.high > 0.5 && fresh.high < 0.6, `AUC ${fresh.value}`);
  });

  test("less budget widens the limits", async () => {
    const fresh = randomTable(6, 800, sizes);
    const width = async (rho: bigint) => {
      const { low, high } = await attack(fresh, rho);
      return high - low;
    };
    assert.ok((await width(1000n)) > 2 * (await width(100_000n)));
  });

  test("without noise it is the area under the curve of the levels, with about DeLong's limits", () => {
    const members = [0, 0, 1, 2, 3, 5, 0, 1, 4, 2];
    const others = [1, 3, 5, 5, 4, 2, 0, 3];
    const counts = (levels: readonly number[]) =>
      Float64Array.from({ length: 6 }, (_, level) => levels.filter((each) => each === level).length);
    const got = aucOfLevels(counts(members), counts(others), 0);
    const nearness = (levels: readonly number[]) => Float64Array.from(levels, (level) => -level);
    const wanted = areaUnderRoc(nearness(members), nearness(others));
    near(got.value, wanted.value, 1e-12);
    // DeLong divides by n - 1, the delta method by n.
    near(got.high - got.low, wanted.high - wanted.low, 0.08);
  });

  test("limits hold the noiseless value in 95 % of draws (fixed seeds: 187 of 200 or more)", async () => {
    const scores = memoryCountSource(scoresOf(randomTable(6, 800, sizes)));
    const truth = (await measureMembership({ scores, rhoMicro: 10n ** 12n, entropy: seededEntropy(0) }))
      .value;
    let held = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { low, high } = await measureMembership({
        scores,
        rhoMicro: 2000n,
        entropy: seededEntropy(seed),
      });
      if (low <= truth && truth <= high) held++;
    }
    assert.ok(held >= 187, `${held} of 200`);
  });

  test("groups of nobody say nothing", () => {
    assert.deepEqual(aucOfLevels(new Float64Array(6), new Float64Array(6), 1), {
      value: 0.5,
      low: 0,
      high: 1,
    });
    assert.throws(() => membershipLevels(randomTable(1, 1, sizes)), RangeError);
  });
});

describe("the bound that is proved", () => {
  const boundOf = (rhoMicro: bigint, change = {}) =>
    provedMembershipBound({ rhoMicro, maxOrder: renyiOrdersFor(rhoMicro, 1e-6), lost: 0, ...change });

  test("no Gaussian mechanism of the same rho does better, and it grows with rho", () => {
    let before = 0.5;
    for (const rhoMicro of [100n, 1000n, 24_355n, 100_000n, 500_000n, 2_000_000n]) {
      const mu = Math.sqrt((2 * Number(rhoMicro)) / 1e6);
      const { auc, tprAt1PercentFpr } = boundOf(rhoMicro);
      assert.ok(auc >= normalCdf(mu / Math.SQRT2), `rho ${rhoMicro}`);
      // The normal quantile of 0.01.
      assert.ok(tprAt1PercentFpr >= normalCdf(mu - 2.3263478740408408), `rho ${rhoMicro}`);
      assert.ok(auc > before && auc <= 1);
      before = auc;
    }
    near(provedMembershipBound({ rhoMicro: 0n, maxOrder: 1024, lost: 0 }).auc, 0.5, 2e-4);
  });

  test("fewer orders, or a part that rho does not cover, never lower it; a part lost counts at both rates", () => {
    const whole = boundOf(24_355n);
    assert.ok(boundOf(24_355n, { maxOrder: 8 }).tprAt1PercentFpr > whole.tprAt1PercentFpr);
    const { auc, tprAt1PercentFpr } = boundOf(24_355n, { lost: 0.01 });
    assert.ok(tprAt1PercentFpr >= whole.tprAt1PercentFpr + 0.02);
    assert.ok(auc >= whole.auc + 0.01 && auc <= whole.auc + 0.03);
    assert.deepEqual(boundOf(24_355n, { lost: 1 }), { auc: 1, tprAt1PercentFpr: 1 });
  });

  test("no binomial mechanism does better: exact areas of one count with noise from few coins", () => {
    for (const coins of [64, 256, 1024]) {
      const maxOrder = 32;
      const { num, den } = binomialRho(coins, maxOrder);
      const rhoMicro = (num * 1_000_000n + den - 1n) / den;
      // Heads of n coins against heads and one: the count of a patient who is not, or is, in the cell.
      const mass = Float64Array.of(1, ...new Float64Array(coins));
      for (let toss = 0; toss < coins; toss++)
        for (let k = coins; k >= 0; k--) mass[k] = (mass[k]! + (k > 0 ? mass[k - 1]! : 0)) / 2;
      let [below, auc] = [0, 0];
      for (let k = 0; k <= coins; k++) {
        // The patient's count is k + 1: above all others up to k, and ties with k + 1.
        below += mass[k]!;
        auc += mass[k]! * (below + (mass[k + 1] ?? 0) / 2);
      }
      assert.ok(boundOf(rhoMicro, { maxOrder, lost: 2 ** -coins }).auc >= auc, `${coins} coins: ${auc}`);
      assert.ok(auc > 0.5);
    }
  });
});

describe("the file against its own model", () => {
  test("a file drawn from tables lies as far from their noisy counts as expected; another one farther", () => {
    const file = randomTable(11, 2000, [4, 5]);
    const noise = keystream(new Uint8Array(32).fill(12), "noise");
    // Uniform whole numbers on -9..9: variance 30.
    const counts = Float64Array.from(
      { length: 4 + 5 },
      (_, i) => (i < 4 ? 250 : 200) + noise.nextBelow(19) - 9,
    );
    const tables = [
      { columns: [0], counts: counts.slice(0, 4), variance: 30 },
      { columns: [1], counts: counts.slice(4), variance: 30 },
    ];
    const { tvd, expected } = distanceToTables(file, tables, 1000)!;
    assert.ok(tvd < 1.5 * expected, `${tvd}, expected ${expected}`);
    const other = { ...file, columns: [new Uint16Array(2000), file.columns[1]!] };
    assert.ok(distanceToTables(other, tables, 1000)!.tvd > 3 * expected);
    assert.equal(distanceToTables(file, [], 1000), null);
    // A table with more noise explains more of the distance: each is judged by its own.
    const [first, second] = tables;
    const noisier = distanceToTables(file, [first!, { ...second!, variance: 3000 }], 1000)!;
    assert.equal(noisier.tvd, tvd);
    assert.ok(noisier.expected > 2 * expected);
  });
});

describe("a verdict from answers", () => {
  const thresholds = { maxMeanTvd1: 0.05, maxMeanTvd2: 0.1, maxMiaAuc: 0.55 };
  const answer = (change: {
    tvd1?: number;
    tvd2?: number;
    records?: number;
    auc?: [number, number, number] | null;
  }) => {
    const [low, value, high] = change.auc ?? [0.48, 0.5, 0.52];
    return {
      records: change.records ?? 500,
      recordsNoise: 5,
      oneWay: [{ column: "a", tvd: change.tvd1 ?? 0.02, noise: 0.004, expected: 0.01 }],
      twoWay: [
        { columns: ["a", "b"] as [string, string], tvd: change.tvd2 ?? 0.05, noise: 0.004, expected: 0.02 },
      ],
      membership: change.auc === null ? null : { value, low, high },
    };
  };
  const combine = (answers: Parameters<typeof combineAnswers>[0]["answers"], more = {}) =>
    combineAnswers({ answers, dataFree: null, rhoMicro: 24_355n, model, thresholds, ...more });
  const model = { maxOrder: 50, ledger: [{ delta: 1e-12 }] };

  test("answers are averaged by noisy numbers of records, noise with them, and pass when every threshold holds", () => {
    const { summary, passed, reasons } = combine([
      answer({ tvd1: 0.02, records: 900 }),
      answer({ tvd1: 0.06, records: 300 }),
    ]);
    assert.equal(summary.meanTvd1, 0.03);
    near(summary.noiseTvd1, 0.004 * Math.sqrt(0.75 ** 2 + 0.25 ** 2), 1e-4);
    // Two equal intervals of half width 0.02 pool to half width 0.02 / sqrt 2.
    near(summary.membershipAuc.high, 0.5 + 0.02 / Math.SQRT2, 1e-4);
    assert.equal(passed, true);
    assert.deepEqual(reasons, []);
  });

  test("each broken threshold is named, and an uncertain or a single leaking hospital does not pass", () => {
    assert.match(combine([answer({ tvd1: 0.06 })]).reasons.join(), /1-way/);
    assert.match(combine([answer({ tvd2: 0.11 })]).reasons.join(), /2-way/);
    assert.match(combine([answer({ auc: [0.4, 0.5, 0.6] })]).reasons.join(), /upper 95/);
    const hidden = [answer({ auc: [0.49, 0.5, 0.51] }), answer({ auc: [0.6, 0.8, 1] })];
    assert.match(combine(hidden).reasons.join(), /one hospital/);
    assert.equal(combine([answer({ tvd1: Number.NaN })]).passed, false);
  });

  test("no attack is believed to beat the proof, and without a membership test the proof alone decides", () => {
    const { summary, bound } = combine([answer({ auc: [0.4, 0.61, 0.9] })]);
    assert.equal(summary.membershipAuc.high, bound.auc);
    assert.ok(bound.auc > 0.57 && bound.auc < 0.59);
    const small = combine([answer({ auc: null })], { rhoMicro: 9n });
    assert.equal(small.passed, true);
    assert.equal(combine([answer({ auc: null })], { rhoMicro: 2_000_000n }).passed, false);
  });

  test("a file that is not its model's fails whatever hospitals answer, also before they do", () => {
    const dataFree = { meanTvd1: 0.2, meanTvd2: 0.02, expectedTvd1: 0.02, expectedTvd2: 0.02 };
    assert.match(combine([answer({})], { dataFree }).reasons.join(), /model's single columns/);
    const unasked = combine([], { dataFree });
    assert.equal(unasked.passed, false);
    assert.equal(unasked.summary.meanTvd1, 1);
    const pairs = { meanTvd1: 0.02, meanTvd2: 0.2, expectedTvd1: 0.02, expectedTvd2: 0.02 };
    assert.equal(combine([answer({})], { dataFree: pairs }).passed, false);
  });
});

test("an order's budget is divided without a rest, and a tiny one has no membership test", () => {
  for (const rho of [1n, 9n, 10n, 24_355n, 10n ** 15n]) {
    const { mainMicro, scoresMicro } = splitRho(rho);
    assert.equal(mainMicro + scoresMicro, rho);
    assert.ok(mainMicro >= 9n * scoresMicro);
  }
  assert.equal(splitRho(9n).scoresMicro, 0n);
  assert.throws(() => splitRho(-1n), RangeError);
});
