import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rational } from "../../math/rational.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { fillRoundedGaussian } from "../../random/fillRoundedGaussian.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { Accountant } from "../accountant.ts";
import type { CountSource } from "../countSource.ts";
import { muOfRhoMicro } from "../muOfRhoMicro.ts";
import type { Neighbours } from "../neighbours.ts";
import { PrivateTable } from "../privateTable.ts";
import { sigmaForRho } from "../sigmaForRho.ts";
import { auditMechanism } from "./auditMechanism.ts";
import { empiricalMu } from "./empiricalMu.ts";
import { logLikelihoodRatio } from "./logLikelihoodRatio.ts";
import { observe } from "./observe.ts";

/**
 * Limits of the audits in this file hold with tail 5e-7 each: an honest mechanism is accused once in 1e6 audits, and so
 * would be a sabotage test that passes for a wrong reason.
 */
const TAIL = 5e-7;
const RUNS = 2000;
const RHO_MICRO = 500_000n;
const ONE_RECORD: Neighbours = { unit: "patient", maxRecords: 1, relation: "add-remove" };

type Row = readonly number[];
const PATIENTS: Row[] = Array.from({ length: 30 }, (_, i) => [i % 3, (i >> 1) % 4]);
const CANARY: Row = [2, 1];

/** Records in memory, and the exact counts the auditor (not the mechanism) may use. */
function tableOf(rows: readonly Row[], sizes: readonly number[] = [3, 4]): CountSource {
  return {
    sizes,
    async count(columns, maps) {
      const levels = columns.map((column, i) => Math.max(...(maps[i] ?? [sizes[column]! - 1])) + 1);
      const counts = new Float64Array(levels.reduce((cells, size) => cells * size, 1));
      for (const row of rows) {
        const cell = columns.reduce((at, column, i) => {
          const level = row[column]!;
          return at * levels[i]! + (maps[i]?.[level] ?? level);
        }, 0);
        counts[cell]!++;
      }
      return counts;
    },
  };
}

/** The independent mechanism: all 1-ways for two thirds of the budget, the error sum of the pair for the rest. */
async function independent(table: PrivateTable, noise: (sigma: Rational) => Rational = (sigma) => sigma) {
  const third = { num: RHO_MICRO, den: 3_000_000n };
  const sigma = noise(sigmaForRho(third, table.sensitivities.countTable));
  await table.measure([0, 1].map((column) => ({ columns: [column], maps: [null], sigma })));
  await table.errors(
    [{ columns: [0, 1], maps: [null, null], expected: new Float64Array(12) }],
    noise(sigmaForRho(third, table.sensitivities.errorSum)),
  );
}

const audited = (canary: readonly Row[], toldRecords = canary.length) => ({
  pair: { without: tableOf(PATIENTS), withCanary: tableOf([...PATIENTS, ...canary]) },
  neighbours: { ...ONE_RECORD, maxRecords: toldRecords },
  rhoMicro: RHO_MICRO,
  runs: RUNS,
  entropy: cryptoEntropy(),
  tail: TAIL,
});

test("the real mechanism: what was shown is not above what was claimed, and nearly all of it", async () => {
  for (const canary of [[CANARY], [CANARY, CANARY, CANARY]]) {
    const { claimed, low, high, estimate } = await auditMechanism({
      ...audited(canary),
      mechanism: (table) => independent(table),
    });
    assert.ok(Math.abs(claimed - 1) < 1e-6);
    assert.ok(low <= claimed, `${low} shown of ${claimed}`);
    assert.ok(high >= claimed);
    // Standard error of the estimate at 1500 runs is 0.05; 0.75 is 5 of them away.
    assert.ok(estimate > 0.75, `${estimate}`);
  }
});

test("sabotage 1: half the sigma that was paid for is caught", async () => {
  const { pair, neighbours, entropy } = audited([CANARY]);
  // The claim is what the full sigma costs; the noise comes from a table whose ledger nobody reads.
  const claimed = muOfRhoMicro(RHO_MICRO);
  const run = async (source: CountSource) => {
    const unread = new Accountant({ rhoMicro: 10n * RHO_MICRO });
    const seen = observe(PrivateTable.open(source, unread, neighbours, entropy), pair);
    await independent(seen.table, ({ num, den }) => ({ num, den: 2n * den }));
    return seen.ratio();
  };
  const without = new Float64Array(RUNS);
  const withCanary = new Float64Array(RUNS);
  for (let i = 0; i < RUNS; i++) {
    without[i] = await run(pair.without);
    withCanary[i] = await run(pair.withCanary);
  }
  const { low } = empiricalMu(without, withCanary, TAIL);
  assert.ok(low > claimed, `${low} shown of ${claimed}`);
});

test("sabotage 2: a forgotten sensitivity factor (3 records per patient, told 1) is caught", async () => {
  const { claimed, low } = await auditMechanism({
    ...audited([CANARY, CANARY, CANARY], 1),
    mechanism: (table) => independent(table),
  });
  assert.ok(low > claimed, `${low} shown of ${claimed}`);
});

test("sabotage 3: a domain read from the data is caught", async () => {
  // The canary alone has level 3 of the first column; the size of the answer tells whether it is there.
  const rows: Row[] = [...PATIENTS, [3, 0]];
  const shape = async (data: readonly Row[]) => {
    const sizes = [0, 1].map((column) => Math.max(...data.map((row) => row[column]!)) + 1);
    const accountant = new Accountant({ rhoMicro: RHO_MICRO });
    const table = PrivateTable.open(tableOf(data, sizes), accountant, ONE_RECORD, cryptoEntropy());
    const sigma = sigmaForRho({ num: 1n, den: 2n }, 1n);
    const [released] = await table.measure([{ columns: [0], maps: [null], sigma }]);
    return released!.counts.length;
  };
  const shapes = { without: new Float64Array(RUNS), with: new Float64Array(RUNS) };
  for (let run = 0; run < RUNS; run++) {
    shapes.without[run] = await shape(PATIENTS);
    shapes.with[run] = await shape(rows);
  }
  const { low } = empiricalMu(shapes.without, shapes.with, TAIL);
  assert.ok(low > 1, `${low} shown of 1`);
});

test("the auditor sees every look, and hands on the answers as they are", async () => {
  const pair = audited([CANARY]).pair;
  const accountant = new Accountant({ rhoMicro: 10n ** 12n });
  const real = PrivateTable.open(pair.without, accountant, ONE_RECORD, cryptoEntropy());
  const { table, ratio } = observe(real, pair);
  assert.deepEqual([table.sizes, table.guarantee, table.sensitivities], [[3, 4], true, real.sensitivities]);
  assert.deepEqual(JSON.stringify(table), JSON.stringify(real));
  // With next to no noise an answer is the truth, and its ratio -1/(2 sigma^2) where the canary would be.
  const sigma = { num: 1n, den: 100n };
  const [answer] = await table.measure([{ columns: [0], maps: [null], sigma }]);
  assert.deepEqual(answer!.counts, Float64Array.of(10, 10, 10));
  assert.ok(Math.abs(ratio() / -5000 - 1) < 1e-9);
  const [error] = await table.errors([{ columns: [1], maps: [null], expected: new Float64Array(4) }], sigma);
  assert.equal(error, 30);
  assert.ok(Math.abs(ratio() / -10_000 - 1) < 1e-9);
  const before = ratio();
  // Next to no noise again: with some, what two ranges say could cancel.
  await table.quantiles(1, { cuts: 2, rho: { num: 100_000n, den: 1n } });
  assert.notEqual(ratio(), before);
});

test("empiricalMu recovers the mu of two Gaussians within its limits, whatever the scalar's scale", () => {
  // Repeatable draws: how wide the limits come out depends on the threshold that the draws choose.
  const entropy = seededEntropy(3);
  for (const mu of [0.5, 2]) {
    const sigma = { num: 1000n, den: 1n };
    const draw = (shift: number) => {
      const out = new Float64Array(8000);
      fillRoundedGaussian(out, sigma, entropy);
      return out.map((x) => x + shift);
    };
    const { low, high, estimate, runs } = empiricalMu(draw(0), draw(mu * 1000), TAIL);
    assert.equal(runs, 6000);
    assert.ok(low <= mu && mu <= high && low < estimate && estimate < high, `${low} ${mu} ${high}`);
    assert.ok(high - low < 1.2, `${high - low} wide`);
  }
});

test("a scalar that says nothing shows a mu of nothing, and one that says all shows what its runs can", () => {
  const same = new Float64Array(400).fill(7);
  assert.ok(empiricalMu(same, same).low <= 0);
  const apart = empiricalMu(new Float64Array(4000), new Float64Array(4000).fill(1));
  assert.equal(apart.estimate, Number.POSITIVE_INFINITY);
  assert.ok(apart.low > 5 && apart.low < 7);
  assert.throws(() => empiricalMu(new Float64Array(39), same), RangeError);
  assert.throws(
    () =>
      empiricalMu(
        Float64Array.from(same, () => Number.NaN),
        same,
      ),
    RangeError,
  );
  assert.throws(() => logLikelihoodRatio(same, same, new Float64Array(3), { num: 1n, den: 1n }), RangeError);
});
