import assert from "node:assert/strict";
import { test } from "node:test";
import { Accountant } from "../../../privacy/accountant.ts";
import { PrivateTable } from "../../../privacy/privateTable.ts";
import { keystream } from "../../../random/keystream.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import { countCells } from "../../../tabular/mechanisms/countCells.ts";
import { fitRelease } from "../../../tabular/mechanisms/fitRelease.ts";
import { levelCoder } from "../levelCoder.ts";
import { spreadCounts } from "../spreadCounts.ts";
import { covariateDesign } from "./covariateDesign.ts";
import { fitHazards } from "./fitHazards.ts";
import { hazardShares } from "./hazardShares.ts";
import { lifeTable } from "./lifeTable.ts";
import { outcomeKinds } from "./outcomeKinds.ts";
import { survivalFoundation } from "./survivalFoundation.ts";

const stream = keystream(new Uint8Array(32), "hazards test");
const unit = () => stream.nextUint32() / 4294967296;
const outcome = { events: 2, bins: 4, target: 1 };
const levels = outcome.events * outcome.bins;
const age = levelCoder({
  name: "age",
  kind: "number",
  edges: Array.from({ length: 13 }, (_, i) => 20 + 5 * i),
  decimals: 0,
  complete: true,
});
const arm = levelCoder({ name: "arm", kind: "category", levels: ["a", "b"], complete: true });
/** What age's twelve levels and the second arm do to the log hazard of the event. */
const EFFECTS = { age: 0.25, arm: 0.7 };

function sharesOf(logHazards: Float64Array): Float64Array {
  const shares = new Float64Array(levels);
  hazardShares(outcome, logHazards, shares, new Float64Array(levels * levels));
  return shares;
}

/** P(outcome) of somebody: few early events, more of them with age and in the second arm. */
function truth(ageLevel: number, armLevel: number): Float64Array {
  return sharesOf(
    Float64Array.from({ length: levels }, (_, level) =>
      level < outcome.bins ? -1.4 : -2.5 + EFFECTS.age * (ageLevel - 6) + EFFECTS.arm * armLevel,
    ),
  );
}

test("shares of an outcome sum to one, follow a life table back, and their slopes are those of differences", () => {
  for (let round = 0; round < 50; round++) {
    // Hazards from nearly none to nearly everybody.
    const logHazards = Float64Array.from({ length: levels }, () => -14 + 16 * unit());
    const shares = new Float64Array(levels);
    const slopes = new Float64Array(levels * levels);
    hazardShares(outcome, logHazards, shares, slopes);
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    const step = 1e-5;
    for (let parameter = 0; parameter < levels; parameter++) {
      const moved = (by: number) =>
        sharesOf(logHazards.map((log, at) => log + (at === parameter ? by : 0))).map(Math.log);
      const [more, less] = [moved(step), moved(-step)];
      for (let level = 0; level < levels; level++)
        assert.ok(
          Math.abs((more[level]! - less[level]!) / (2 * step) - slopes[level * levels + parameter]!) < 1e-4,
        );
    }
  }
  const logHazards = Float64Array.from({ length: levels }, () => -2 + unit());
  const back = sharesOf(
    lifeTable(
      outcome,
      sharesOf(logHazards).map((share) => share * 1e6),
      1e-3,
    ),
  );
  sharesOf(logHazards).forEach((share, level) => {
    assert.ok(Math.abs(share - back[level]!) < 1e-6);
  });
});

test("groups part an outcome's levels by event and time, and a covariate's by equal numbers of public levels", () => {
  const { groupOf } = outcomeKinds(outcome);
  assert.deepEqual([...groupOf], [2, 2, 3, 3, 0, 0, 1, 1]);
  assert.deepEqual([...outcomeKinds({ events: 2, bins: 1, target: 0 }).groupOf], [0, 1]);
  const none = new Float64Array(12);
  assert.deepEqual([...covariateDesign(age, none).groupOf], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  // A covariate with missing values: a range and a step of its own, and trends that do not count it.
  const gappy = levelCoder({ name: "x", kind: "number", edges: [0, 1, 2, 4], decimals: 0 });
  const { groupOf: ranges, terms } = covariateDesign(gappy, Float64Array.from([5, 5, 5, 9]));
  assert.deepEqual([...ranges], [0, 1, 2, 3]);
  assert.deepEqual(
    terms.map(({ values }) => values[3]),
    [0, 0, 1],
  );
  assert.equal(covariateDesign(arm, new Float64Array(2)).terms.length, 1);
});

test("hazards come back from exact grouped counts, and from noisy ones nearer than independence would be", () => {
  const designs = [
    covariateDesign(age, new Float64Array(12).fill(1)),
    covariateDesign(arm, new Float64Array(2)),
  ];
  const total = 20_000;
  const shares = new Float64Array(24).fill(1 / 24);
  const joint = Float64Array.from({ length: 24 * levels }, (_, cell) => {
    const x = Math.floor(cell / levels);
    return truth(x >> 1, x & 1)[cell % levels]! / 24;
  });
  const { groupOf } = outcomeKinds(outcome);
  const table = new Float64Array(6 * 2 * 4);
  const own = new Float64Array(levels);
  joint.forEach((share, cell) => {
    const x = Math.floor(cell / levels);
    table[((x >> 2) * 2 + (x & 1)) * 4 + groupOf[cell % levels]!]! += share * total;
    own[cell % levels]! += share * total;
  });
  const variation = (made: Float64Array) =>
    made.reduce((sum, share, cell) => sum + Math.abs(share - joint[cell]!), 0) / 2;
  const fit = (sigma: number) => {
    const noisy = (counts: Float64Array) => {
      const noise = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
      return { counts: counts.map((count) => count + sigma * noise()), variance: Math.max(1, sigma * sigma) };
    };
    return fitHazards({
      covariates: designs,
      shares,
      outcome,
      tables: [{ of: [0, 1], ...noisy(table) }],
      levels: noisy(own),
      total,
    });
  };
  assert.ok(variation(fit(0)) < 0.01);
  const independent = joint.map((_, cell) => own[cell % levels]! / total / 24);
  // Noise of the size of most cells; the stream is fixed.
  const made = fit(60);
  assert.ok(Math.abs(made.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  assert.ok(made.every((share) => share >= 0));
  assert.ok(variation(made) < variation(independent) / 4);
  // What nothing says: noise alone leaves the covariates' own distribution, and nothing that is not a number.
  assert.ok(fit(1e6).every(Number.isFinite));
});

/** Patients of `truth`, age and arm uniform: their levels and outcome. */
function madeUp(rows: number) {
  const columns = [
    new Uint16Array(rows),
    new Uint16Array(rows),
    new Uint16Array(rows),
    new Uint16Array(rows),
  ];
  for (let row = 0; row < rows; row++) {
    const [x, y] = [stream.nextBelow(12), stream.nextBelow(2)];
    let left = unit();
    const level = truth(x, y).findIndex((share) => {
      left -= share;
      return left < 0;
    });
    [x, y, Math.max(0, level), stream.nextBelow(5)].forEach((cell, column) => {
      columns[column]![row] = cell;
    });
  }
  return { sizes: [12, 2, levels, 5], rows, columns };
}
const foundation = survivalFoundation(
  [
    { column: 1, coder: arm },
    { column: 0, coder: age },
  ],
  { ...outcome, column: 2 },
)!;

test("what the foundation measures moves by one record in one cell per table for one patient, within its budget, before it looks", async () => {
  const all = madeUp(300);
  const asked: { columns: readonly number[]; maps: readonly (Uint16Array | null)[] }[] = [];
  const open = (rows: number, micro: bigint) => {
    const columns = all.columns.map((cells) => cells.subarray(0, rows));
    const counts = spreadCounts(
      { ...all, rows, columns },
      Int32Array.from({ length: rows }, (_, row) => row),
      1,
    );
    const accountant = new Accountant({ rhoMicro: micro });
    const source = {
      sizes: counts.sizes,
      count: (which: readonly number[], maps: readonly (Uint16Array | null)[]) => {
        asked.push({ columns: which, maps });
        return counts.count(which, maps);
      },
    };
    const table = PrivateTable.open(
      source,
      accountant,
      { unit: "patient", maxRecords: 1, relation: "add-remove" },
      seededEntropy(1),
    );
    return { counts, accountant, table };
  };
  const { table, accountant } = open(300, 1_000_000n);
  const fine = all.sizes.map((_, column) => countCells(all.columns, all.sizes, [column]));
  const oneWays = await table.measure(
    all.sizes.map((_, column) => ({ columns: [column], maps: [null], sigma: { num: 10n, den: 1n } })),
  );
  const before = accountant.remainingPicoRho;
  asked.length = 0;
  const { shares } = await foundation.build({ table, picoRho: 500_000_000_000n, fine, oneWays, total: 300 });
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  assert.ok(before - accountant.remainingPicoRho <= 500_000_000_000n);
  assert.equal(asked.length, 1);
  const [with300, with299] = [open(300, 1n).counts, open(299, 1n).counts];
  for (const { columns, maps } of asked) {
    const less = await with299.count(columns, maps);
    const moved = (await with300.count(columns, maps)).map((count, cell) => count - less[cell]!);
    assert.deepEqual([...moved].sort((a, b) => b - a).slice(0, 2), [1, 0]);
    assert.equal(
      moved.reduce((sum, by) => sum + by, 0),
      1,
    );
  }
  const poor = open(300, 1n);
  asked.length = 0;
  await assert.rejects(
    foundation.build({ table: poor.table, picoRho: 500_000_000_000n, fine, oneWays, total: 300 }),
  );
  assert.equal(asked.length, 0);
});

test("the pairs of three covariates share what may be spent, and spend nearly all of it", async () => {
  const { rows, sizes, columns } = madeUp(300);
  const order = [0, 1, 3, 2];
  const table = { rows, sizes: order.map((c) => sizes[c]!), columns: order.map((c) => columns[c]!) };
  const grade = levelCoder({ name: "grade", kind: "category", levels: [..."abcde"], complete: true });
  const coders = [age, arm, grade].map((coder, column) => ({ column, coder }));
  const accountant = new Accountant({ rhoMicro: 1_000_000n });
  const counts = spreadCounts(
    table,
    Int32Array.from({ length: rows }, (_, row) => row),
    1,
  );
  const open = PrivateTable.open(
    counts,
    accountant,
    { unit: "patient", maxRecords: 1, relation: "add-remove" },
    seededEntropy(1),
  );
  const fine = table.sizes.map((_, column) => countCells(table.columns, table.sizes, [column]));
  const sigma = { num: 10n, den: 1n };
  const oneWays = await open.measure(
    table.sizes.map((_, column) => ({ columns: [column], maps: [null], sigma })),
  );
  const before = accountant.remainingPicoRho;
  const { build } = survivalFoundation(coders, { ...outcome, column: 3 })!;
  await build({ table: open, picoRho: 600_000_000_000n, fine, oneWays, total: rows });
  const spent = before - accountant.remainingPicoRho;
  assert.ok(spent <= 600_000_000_000n && spent > 599_000_000_000n, String(spent));
  assert.match(accountant.log.at(-1)!.what, /^3 /);
});

test("a release keeps its foundation beside noisy tables, chooses none inside it, and spends no more than its budget", async () => {
  const all = madeUp(3000);
  const accountant = new Accountant({ rhoMicro: 60_000n });
  const table = PrivateTable.open(
    spreadCounts(
      all,
      Int32Array.from({ length: all.rows }, (_, row) => row),
      1,
    ),
    accountant,
    { unit: "patient", maxRecords: 1, relation: "add-remove" },
    seededEntropy(3),
  );
  let built = new Float64Array(0);
  const watched = {
    ...foundation,
    async build(given: Parameters<typeof foundation.build>[0]) {
      const made = await foundation.build(given);
      built = Float64Array.from(made.shares);
      return made;
    },
  };
  const ordered = { ordered: true, missing: null };
  const options = {
    mechanism: "mst",
    levels: [ordered, { ...ordered, ordered: false }, { ...ordered, ordered: false }, ordered],
    foundation: watched,
  } as const;
  const { state } = await fitRelease(table, accountant, options);
  const chosen = state.measured.map(({ columns }) => columns.join()).filter((key) => key.length > 1);
  assert.ok(chosen.includes("0,1,2"));
  assert.ok(!["0,1", "0,2", "1,2"].some((key) => chosen.includes(key)));
  assert.ok(accountant.remainingPicoRho >= 0n);
  const { tree, beliefs } = state.fit;
  const clique = tree.cliques.findIndex(({ columns }) =>
    [0, 1, 2].every((column) => columns.includes(column)),
  );
  assert.deepEqual(tree.cliques[clique]!.columns, [0, 1, 2]);
  const variation =
    beliefs[clique]!.reduce((sum, share, cell) => sum + Math.abs(share - built[cell]!), 0) / 2;
  assert.ok(variation < 0.02, String(variation));
  // The effect of the arm on the log odds of the event: true to about what 3,000 patients tell (seeds are fixed).
  const odds = (armLevel: number) => {
    let [event, none] = [0, 0];
    built.forEach((share, cell) => {
      if ((Math.floor(cell / levels) & 1) !== armLevel) return;
      if (cell % levels >= outcome.bins) event += share;
      else none += share;
    });
    return Math.log(event / none);
  };
  assert.ok(odds(1) - odds(0) > 0.35);
  for (const wrong of [{ columns: [9] }, { columns: [] }, { share: 0 }, { share: 1 }])
    await assert.rejects(
      fitRelease(table, accountant, { ...options, foundation: { ...watched, ...wrong } }),
      RangeError,
    );
});

test("covariates for which there is no room are left out, the first named stay; none: no foundation", () => {
  const wide = levelCoder({
    name: "wide",
    kind: "number",
    edges: Array.from({ length: 2001 }, (_, i) => i),
    decimals: 0,
    complete: true,
  });
  const named = [
    { column: 1, coder: age },
    { column: 0, coder: wide },
  ];
  assert.deepEqual(survivalFoundation(named, { ...outcome, column: 2 })?.columns, [1, 2]);
  assert.equal(survivalFoundation([], { ...outcome, column: 2 }), null);
});

test("a single covariate, with missing values, is measured by itself: one table, and what is missing stays as frequent", async () => {
  const gappy = levelCoder({ name: "x", kind: "number", edges: [0, 1, 2, 4, 8], decimals: 0 });
  const rows = 4000;
  const columns = [new Uint16Array(rows), new Uint16Array(rows)];
  for (let row = 0; row < rows; row++) {
    columns[0]![row] = stream.nextBelow(5);
    columns[1]![row] = stream.nextBelow(levels);
  }
  const sizes = [5, levels];
  const accountant = new Accountant({ rhoMicro: 1_000_000n });
  const table = PrivateTable.open(
    spreadCounts(
      { sizes, rows, columns },
      Int32Array.from({ length: rows }, (_, row) => row),
      1,
    ),
    accountant,
    { unit: "patient", maxRecords: 1, relation: "add-remove" },
    seededEntropy(1),
  );
  const fine = sizes.map((_, column) => countCells(columns, sizes, [column]));
  const oneWays = await table.measure(
    sizes.map((_, column) => ({ columns: [column], maps: [null], sigma: { num: 10n, den: 1n } })),
  );
  const { build } = survivalFoundation([{ column: 0, coder: gappy }], { ...outcome, column: 1 })!;
  const { shares } = await build({ table, picoRho: 100_000_000_000n, fine, oneWays, total: rows });
  assert.equal(shares.length, 5 * levels);
  const missing = shares.subarray(4 * levels).reduce((sum, share) => sum + share, 0);
  // Noise of about 2 in each of four cells; the seed is fixed.
  assert.ok(Math.abs(missing - fine[0]![4]! / rows) < 0.01);
  assert.equal(accountant.log.length, 2);
});
