import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import type { Rational } from "../math/rational.ts";
import { cryptoEntropy } from "../random/cryptoEntropy.ts";
import { seededEntropy } from "../random/testOnly.ts";
import { Accountant } from "./accountant.ts";
import type { CountSource } from "./countSource.ts";
import { gaussianCost } from "./gaussianCost.ts";
import { type Neighbours, squaredSensitivities } from "./neighbours.ts";
import { picoRho } from "./picoRho.ts";
import { PrivateTable } from "./privateTable.ts";
import { quantileTables } from "./quantileTables.ts";

const ONE_RECORD: Neighbours = { unit: "patient", maxRecords: 1, relation: "add-remove" };
const SECRET = 987_654;

/** A source that counts how often it is asked; column sizes 3, 4, 8; every cell holds SECRET. */
class SpySource implements CountSource {
  readonly sizes = [3, 4, 8];
  looks = 0;
  async count(columns: readonly number[], maps: readonly (Uint16Array | null)[]): Promise<Float64Array> {
    this.looks++;
    const cells = columns.reduce((product, column, i) => {
      const map = maps[i];
      return product * (map ? Math.max(...map) + 1 : this.sizes[column]!);
    }, 1);
    return new Float64Array(cells).fill(SECRET);
  }
}

const isE3009 = (error: unknown) => error instanceof SymbolonError && error.code === "E3009";
const setUp = (rhoMicro: bigint, neighbours = ONE_RECORD, entropy = seededEntropy(3)) => {
  const source = new SpySource();
  const accountant = new Accountant({ rhoMicro });
  return { source, accountant, table: PrivateTable.open(source, accountant, neighbours, entropy) };
};
const SIGMA: Rational = { num: 10n, den: 1n };

test("measure charges tables x sensitivity^2 / (2 sigma^2) and answers noisy whole numbers", async () => {
  for (const relation of ["add-remove", "replace"] as const) {
    const neighbours: Neighbours = { unit: "patient", maxRecords: 3, relation };
    const { accountant, table } = setUp(1_000_000n, neighbours);
    const [pair, one] = await table.measure([
      { columns: [2, 0], maps: [null, null], sigma: SIGMA },
      { columns: [1], maps: [Uint16Array.of(0, 1, 1, 0)], sigma: SIGMA },
    ]);
    // m^2 / (2 sigma^2) = 9 / 200 per table, twice that for "replace".
    assert.equal(accountant.spentRhoMicro, relation === "replace" ? 180_000n : 90_000n);
    assert.equal(pair!.counts.length, 24);
    assert.equal(one!.counts.length, 2);
    for (const count of [...pair!.counts, ...one!.counts]) {
      assert.ok(Number.isInteger(count));
      // |Z| > 12 once in 1e32.
      assert.ok(Math.abs(count - SECRET) < 120);
    }
    assert.ok(pair!.counts.some((count) => count !== SECRET));
  }
});

test("noise of measure has the standard deviation that was asked for and paid", async () => {
  const { table } = setUp(10_000_000n, ONE_RECORD, cryptoEntropy());
  const tables = await table.measure(
    Array.from({ length: 1000 }, () => ({ columns: [1, 2], maps: [null, null], sigma: SIGMA })),
  );
  let square = 0;
  for (const { counts } of tables) for (const count of counts) square += (count - SECRET) ** 2;
  const draws = 32_000;
  // Variance sigma^2 + 1/12 of a rounded Gaussian; sd of the mean square is sigma^2 sqrt(2/n); false alarm 1e-6.
  assert.ok(Math.abs(square / draws - 100 - 1 / 12) < 4.8916 * 100 * Math.sqrt(2 / draws));
});

test("errors charges per sum, rounds what is expected, and answers |count - expected| plus noise", async () => {
  const { accountant, table } = setUp(1_000_000n, { unit: "patient", maxRecords: 2, relation: "replace" });
  const expected = new Float64Array(12).fill(SECRET - 7.4);
  const [near, exact] = await table.errors(
    [
      { columns: [0, 1], maps: [null, null], expected },
      { columns: [0], maps: [null], expected: new Float64Array(3).fill(SECRET) },
    ],
    SIGMA,
  );
  // 2 sums x (2 m)^2 / (2 sigma^2) = 2 x 16 / 200.
  assert.equal(accountant.spentRhoMicro, 160_000n);
  assert.ok(Number.isInteger(near) && Math.abs(near! - 12 * 7) < 120);
  assert.ok(Number.isInteger(exact) && Math.abs(exact!) < 120);
});

test("a look that the budget does not cover is refused before anything is looked at", async () => {
  const { source, accountant, table } = setUp(4_999n);
  const request = { columns: [0], maps: [null], sigma: SIGMA };
  await assert.rejects(table.measure([request]), isE3009);
  await assert.rejects(
    table.errors([{ columns: [0], maps: [null], expected: new Float64Array(3) }], SIGMA),
    isE3009,
  );
  await assert.rejects(table.quantiles(2, { cuts: 3, rho: { num: 1n, den: 1n } }), isE3009);
  assert.equal(source.looks, 0);
  assert.equal(accountant.spentRhoMicro, 0n);
});

/** A source that answers several requests at once, and counts how often it is asked so; alone it may not be asked. */
class SpyTogether extends SpySource {
  rounds = 0;
  async countAll(requests: Parameters<NonNullable<CountSource["countAll"]>>[0]): Promise<Float64Array[]> {
    this.rounds++;
    return await Promise.all(requests.map(({ columns, maps }) => super.count(columns, maps)));
  }
  override count(): never {
    assert.fail("asked for a single table");
  }
}

test("a source that can look at several tables at once is asked once; charges, noise and order stay as they were", async () => {
  const map = Uint16Array.of(0, 1, 1, 0);
  const tables = [
    { columns: [2, 0], maps: [null, null], sigma: SIGMA },
    { columns: [1], maps: [map], sigma: { num: 3n, den: 1n } },
    { columns: [0], maps: [null], sigma: SIGMA },
  ];
  const sums = [
    { columns: [1], maps: [map], expected: new Float64Array(2) },
    { columns: [0, 1], maps: [null, null], expected: new Float64Array(12).fill(SECRET) },
  ];
  const answers = async (source: CountSource, rhoMicro: bigint) => {
    const accountant = new Accountant({ rhoMicro });
    const table = PrivateTable.open(source, accountant, ONE_RECORD, seededEntropy(3));
    return {
      tables: await table.measure(tables),
      sums: await table.errors(sums, SIGMA),
      cuts: await table.quantiles(2, { cuts: 2, rho: { num: 1n, den: 100n } }),
      none: await table.measure([]),
      charges: accountant.log,
    };
  };
  const together = new SpyTogether();
  const oneByOne = new SpySource();
  assert.deepEqual(await answers(together, 1_000_000n), await answers(oneByOne, 1_000_000n));
  assert.deepEqual([together.rounds, together.looks, oneByOne.looks], [3, 3 + 2 + 3, 3 + 2 + 3]);
  const poor = new SpyTogether();
  await assert.rejects(answers(poor, 10_000n), isE3009);
  assert.equal(poor.rounds, 0);
});

test("calls that run at the same time cannot pass the budget together", async () => {
  const { source, accountant, table } = setUp(10_000n);
  const request = { columns: [0], maps: [null], sigma: SIGMA };
  // Each costs 5,000 micro-rho.
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => table.measure([request])));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["fulfilled", "fulfilled", "rejected", "rejected"],
  );
  assert.equal(source.looks, 2);
  assert.equal(accountant.spentRhoMicro, 10_000n);
});

test("an impossible request is refused before it is charged or looked at", async () => {
  const { source, accountant, table } = setUp(1_000_000n);
  const bad = [
    { columns: [3], maps: [null], sigma: SIGMA },
    { columns: [0, 0], maps: [null, null], sigma: SIGMA },
    { columns: [0], maps: [], sigma: SIGMA },
    { columns: [0], maps: [Uint16Array.of(0, 1)], sigma: SIGMA },
    { columns: [0], maps: [Uint16Array.of(0, 2, 2)], sigma: SIGMA },
    { columns: [0], maps: [null], sigma: { num: 0n, den: 1n } },
  ];
  for (const request of bad) {
    await assert.rejects(table.measure([{ columns: [1], maps: [null], sigma: SIGMA }, request]), RangeError);
  }
  const expected = (values: number[]) => [
    { columns: [0], maps: [null], expected: Float64Array.from(values) },
  ];
  await assert.rejects(table.errors(expected([1, 2]), SIGMA), RangeError);
  await assert.rejects(table.errors(expected([1, 2, Number.NaN]), SIGMA), RangeError);
  await assert.rejects(table.quantiles(9, { cuts: 1, rho: { num: 1n, den: 10n } }), RangeError);
  await assert.rejects(table.quantiles(2, { cuts: 0, rho: { num: 1n, den: 10n } }), RangeError);
  await assert.rejects(table.quantiles(2, { cuts: 1, rho: { num: 1n, den: 10n }, first: 8 }), RangeError);
  assert.equal(source.looks, 0);
  assert.equal(accountant.spentRhoMicro, 0n);
});

test("whatever the sequence of calls: spend is the accountant's exact sum, capped, and every look was paid first", async () => {
  const sigmas = fc.record({
    num: fc.bigInt({ min: 1n << 20n, max: 1n << 28n }),
    den: fc.constant(1n << 20n),
  });
  const columns = fc.subarray([0, 1, 2], { minLength: 1 });
  const calls = fc.oneof(
    fc.record({
      kind: fc.constant("measure" as const),
      parts: fc.array(fc.record({ columns, sigma: sigmas }), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant("errors" as const),
      parts: fc.array(columns, { maxLength: 4 }),
      sigma: sigmas,
    }),
    fc.record({ kind: fc.constant("quantiles" as const), pico: fc.bigInt({ min: 1n, max: 10n ** 11n }) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.bigInt({ min: 1n, max: 3_000_000n }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("add-remove" as const, "replace" as const),
      fc.array(calls, { maxLength: 12 }),
      async (rhoMicro, maxRecords, relation, sequence) => {
        const neighbours: Neighbours = { unit: "patient", maxRecords, relation };
        const { countTable, errorSum } = squaredSensitivities(neighbours);
        const { source, accountant, table } = setUp(rhoMicro, neighbours);
        let pico = 0n;
        for (const call of sequence) {
          const before = source.looks;
          // The cost by the formula, in an order of its own: one charge per different sigma.
          let cost = 0n;
          let looks: number;
          const maps = (of: number[]) => of.map(() => null);
          const run = async () => {
            if (call.kind === "measure") {
              const bySigma = new Map<bigint, bigint>();
              for (const { sigma } of call.parts)
                bySigma.set(sigma.num, (bySigma.get(sigma.num) ?? 0n) + countTable);
              for (const [num, squared] of bySigma)
                cost += picoRho(gaussianCost(squared, { num, den: 1n << 20n }));
              looks = call.parts.length;
              await table.measure(call.parts.map((part) => ({ ...part, maps: maps(part.columns) })));
            } else if (call.kind === "errors") {
              if (call.parts.length > 0)
                cost = picoRho(gaussianCost(errorSum * BigInt(call.parts.length), call.sigma));
              looks = call.parts.length;
              const requests = call.parts.map((of) => ({
                columns: of,
                maps: maps(of),
                expected: new Float64Array(of.reduce((cells, c) => cells * source.sizes[c]!, 1)),
              }));
              await table.errors(requests, call.sigma);
            } else {
              const left = accountant.remainingPicoRho;
              looks = 3;
              try {
                await table.quantiles(2, { cuts: 3, rho: { num: call.pico, den: 10n ** 12n } });
              } finally {
                // sigma is a rounding of the cost; the call may take less, never more.
                cost = left - accountant.remainingPicoRho;
                assert.ok(cost <= call.pico);
                if (cost === 0n) cost = call.pico;
              }
            }
          };
          try {
            await run();
            pico += cost;
            assert.equal(source.looks, before + looks!);
          } catch (error) {
            assert.ok(isE3009(error), String(error));
            // A share that does not fit is refused to within what rounding sigma up saves.
            assert.ok(pico + cost > rhoMicro * 1_000_000n);
            assert.equal(source.looks, before);
          }
          assert.equal(accountant.remainingPicoRho, rhoMicro * 1_000_000n - pico);
          assert.ok(accountant.spentRhoMicro <= rhoMicro);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("nothing of the data can be read, printed or serialised, and no other member exists", async () => {
  const { table } = setUp(1_000_000n);
  await table.measure([{ columns: [0], maps: [null], sigma: SIGMA }]);
  const shown = inspect(table, { depth: 9, showHidden: true, getters: true }) + JSON.stringify(table);
  assert.ok(!shown.includes(String(SECRET)) && !shown.includes("SpySource") && !shown.includes("count("));
  assert.deepEqual(Reflect.ownKeys(table).sort(), ["guarantee", "neighbours", "sensitivities", "sizes"]);
  assert.deepEqual(Reflect.ownKeys(PrivateTable.prototype).sort(), [
    "constructor",
    "errors",
    "measure",
    "quantiles",
    "toJSON",
  ]);
  // Compile-time half of the same list: a new public member makes this assignment fail.
  const members: Record<keyof PrivateTable, true> = {
    errors: true,
    guarantee: true,
    measure: true,
    neighbours: true,
    quantiles: true,
    sensitivities: true,
    sizes: true,
    toJSON: true,
  };
  assert.equal(Object.keys(members).length, 8);
  assert.throws(() => structuredCloneOfSource(table));
  assert.throws(() => Object.assign(table, { sensitivities: { countTable: 0n } }), TypeError);
  assert.throws(() => Object.assign(table.sensitivities, { countTable: 0n }), TypeError);
});

/** What a curious caller might try first. */
function structuredCloneOfSource(table: PrivateTable): CountSource {
  const { source } = structuredClone(table) as unknown as { source?: CountSource };
  if (source === undefined) throw new Error("no source");
  return source;
}

test("a source that answers something else than whole counts per cell is refused without its numbers", async () => {
  for (const answer of [Float64Array.of(1, 2), Float64Array.of(1, 2.5, SECRET)]) {
    const source: CountSource = { sizes: [3], count: async () => answer };
    const table = PrivateTable.open(
      source,
      new Accountant({ rhoMicro: 10_000n }),
      ONE_RECORD,
      seededEntropy(1),
    );
    await assert.rejects(
      table.measure([{ columns: [0], maps: [null], sigma: SIGMA }]),
      (error) => error instanceof RangeError && !error.message.includes(String(SECRET)),
    );
  }
  const whole = Float64Array.of(1, 2, 3);
  for (const answers of [[], [whole], [whole, whole, whole], [whole, Float64Array.of(1, 2)]]) {
    const source: CountSource = { sizes: [3], count: async () => whole, countAll: async () => answers };
    const accountant = new Accountant({ rhoMicro: 10_000n });
    const table = PrivateTable.open(source, accountant, ONE_RECORD, seededEntropy(1));
    const request = { columns: [0], maps: [null], sigma: SIGMA };
    await assert.rejects(table.measure([request, request]), RangeError);
  }
});

test("noise that can be repeated is marked", () => {
  assert.equal(setUp(1n).table.guarantee, false);
  assert.equal(setUp(1n, ONE_RECORD, cryptoEntropy()).table.guarantee, true);
});

test("without noise the cuts are the quantiles, whatever the grid and the level left out", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 70 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 1 }),
      (counts, cuts, extra) => {
        const plan = quantileTables(counts.length + extra, extra);
        const tables = plan.maps.map((map) => {
          const table = new Float64Array(Math.max(...map) + 1);
          for (const [level, count] of [...Array<number>(extra).fill(500), ...counts].entries())
            table[map[level]!]! += count;
          return table;
        });
        const got = plan.cut(tables, cuts).map((cut) => cut - extra);
        const total = counts.reduce((a, b) => a + b, 0);
        if (total === 0) return assert.deepEqual(got, []);
        const before = counts.map((_, level) => counts.slice(0, level).reduce((a, b) => a + b, 0));
        assert.ok(got.every((cut, i) => cut >= 1 && cut < counts.length && (i === 0 || cut > got[i - 1]!)));
        // Each target is served by some cut as well as by any border.
        for (let i = 1; i <= cuts; i++) {
          const target = (total * i) / (cuts + 1);
          const distance = (border: number) => Math.abs(before[border]! - target);
          const best = Math.min(...before.slice(1).map((_, at) => distance(at + 1)));
          assert.ok(Math.min(...got.map(distance)) <= best + 1e-6 * total);
        }
      },
    ),
  );
});

test("noisy quantiles of 20,000 records on a grid of 256 are within 2 % of the ranks", async () => {
  const counts = Float64Array.from({ length: 257 }, (_, level) =>
    level === 0 ? 3000 : 20 + (level % 7) * 20,
  );
  const source: CountSource = {
    sizes: [257],
    count: async (_, [map]) => {
      const table = new Float64Array(Math.max(...map!) + 1);
      for (const [level, count] of counts.entries()) table[map![level]!]! += count;
      return table;
    },
  };
  const accountant = new Accountant({ rhoMicro: 1500n });
  const table = PrivateTable.open(source, accountant, ONE_RECORD, cryptoEntropy());
  const cuts = await table.quantiles(0, { cuts: 4, first: 1, rho: { num: 15n, den: 10_000n } });
  assert.ok(accountant.spentRhoMicro === 1500n);
  assert.equal(cuts.length, 4);
  const ordered = counts.subarray(1);
  const total = ordered.reduce((a, b) => a + b, 0);
  for (const [i, cut] of cuts.entries()) {
    const rank = ordered.subarray(0, cut - 1).reduce((a, b) => a + b, 0) / total;
    // sigma is 52 per range and a prefix adds up at most 8: sd below 147, 0.72 % of 20,500 records; with half a level
    // (0.35 %) of grid and least squares, which more than halves the variance, 2 % is over 5 sd: false alarm < 1e-6.
    assert.ok(Math.abs(rank - (i + 1) / 5) < 0.02, `cut ${i}: ${rank}`);
  }
});
