import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { PatientRecords } from "../../math/patientRecords.ts";
import { gaussianCost } from "../../privacy/gaussianCost.ts";
import { gdpRhoMicroFor } from "../../privacy/gdpRhoMicroFor.ts";
import { squaredSensitivities } from "../../privacy/neighbours.ts";
import { keystream } from "../../random/keystream.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { cliqueTree } from "../../tabular/inference/cliqueTree.ts";
import { categoryCells } from "../records/categoryCells.ts";
import { keepModelled } from "../records/keepModelled.ts";
import { parentPlaces } from "../records/parentPlaces.ts";
import { pickPatients } from "../records/pickPatients.ts";
import { violationsOf } from "../records/violationsOf.ts";
import { madeUpRecords, madeUpSchema } from "../test-support/madeUpRecords.ts";
import { conditionalSampler } from "./conditionalSampler.ts";
import { fitPrivateRecords } from "./fitPrivateRecords.ts";
import { levelCoder } from "./levelCoder.ts";
import type { PublicDomain } from "./publicDomain.ts";
import { samplePrivateRecords } from "./samplePrivateRecords.ts";
import { smoothPair } from "./smoothPair.ts";
import { spreadCounts } from "./spreadCounts.ts";
import { spreadUnits } from "./spreadUnits.ts";

const stream = keystream(new Uint8Array(32), "private test");
const unit = () => stream.nextUint32() / 4294967296;
const seed = new Uint8Array(32).fill(9);

test("one patient moves a table of units by whole numbers that sum to the cap: L2 at most the cap, and no more is needed", async () => {
  for (let round = 0; round < 60; round++) {
    const most = 1 + stream.nextBelow(9);
    const counts = Array.from({ length: 8 }, () => stream.nextBelow(most + 1));
    const owner = Int32Array.from(counts.flatMap((count, patient) => new Array<number>(count).fill(patient)));
    const cells = Uint16Array.from(owner, () => stream.nextBelow(3));
    const tableOf = async (keep: (row: number) => boolean) => {
      const rows = [...owner.keys()].filter(keep);
      const source = spreadCounts(
        { sizes: [3], rows: rows.length, columns: [Uint16Array.from(rows, (row) => cells[row]!)] },
        Int32Array.from(rows, (row) => owner[row]!),
        most,
      );
      return await source.count([0], [null]);
    };
    const all = await tableOf(() => true);
    for (let patient = 0; patient < 8; patient++) {
      const without = await tableOf((row) => owner[row] !== patient);
      const moved = all.map((count, cell) => count - without[cell]!);
      assert.ok(moved.every((count) => Number.isInteger(count) && count >= 0));
      assert.equal(
        moved.reduce((sum, count) => sum + count, 0),
        counts[patient] === 0 ? 0 : most,
      );
      assert.ok(Math.hypot(...moved) <= most);
    }
  }
  assert.throws(() => spreadUnits(Int32Array.from([0, 0, 0]), 2), RangeError);
});

test("conditional draws have the model's own conditional distribution, with weights, and are refused when nothing is possible", () => {
  const sizes = [2, 3, 2, 3];
  const tree = cliqueTree(sizes, [
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
  // A chain; beliefs that agree on separators come from the joint distribution itself.
  const [a, b, c] = [6, 6, 6].map((cells) => Array.from({ length: cells }, () => 0.05 + unit()));
  const joint = (i: number, j: number, k: number, l: number) =>
    a![i * 3 + j]! * b![j * 2 + k]! * c![k * 3 + l]!;
  const each = (visit: (levels: readonly [number, number, number, number], mass: number) => void) => {
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 3; j++)
        for (let k = 0; k < 2; k++) for (let l = 0; l < 3; l++) visit([i, j, k, l], joint(i, j, k, l));
  };
  const beliefs = tree.cliques.map(({ columns }) => {
    const table = new Float64Array(columns.reduce((cells, column) => cells * sizes[column]!, 1));
    each((levels, mass) => {
      table[columns.reduce((cell, column) => cell * sizes[column]! + levels[column]!, 0)]! += mass;
    });
    return table;
  });
  const { draw } = conditionalSampler(tree, beliefs, [1, 2]);
  const weights = [null, Float64Array.from([1, 0.5, 0]), null, null];
  const wanted = new Map<string, number>();
  each(([i, j, k, l], mass) => {
    if (i === 1 && l === 2) wanted.set(`${j} ${k}`, (wanted.get(`${j} ${k}`) ?? 0) + mass * weights[1]![j]!);
  });
  const sum = [...wanted.values()].reduce((all, mass) => all + mass, 0);
  const found = new Map<string, number>();
  const draws = 20_000;
  for (let n = 0; n < draws; n++) {
    const levels = Int32Array.from([1, 0, 0, 2]);
    assert.ok(draw(levels, weights, unit));
    const key = `${levels[1]} ${levels[2]}`;
    found.set(key, (found.get(key) ?? 0) + 1 / draws);
  }
  // Six standard deviations of a share: one false alarm in 1e8 cells.
  for (const [key, mass] of wanted)
    assert.ok(Math.abs((found.get(key) ?? 0) - mass / sum) < 6 * Math.sqrt(0.25 / draws), key);
  assert.equal(draw(Int32Array.from([1, 0, 0, 2]), [null, new Float64Array(3), null, null], unit), false);
});

test("a noisy pair keeps its normal correlation on finer levels, and its sum", () => {
  const [levels, fine, correlation] = [6, 24, 0.8];
  const counts = new Float64Array(levels * levels);
  for (let n = 0; n < 40_000; n++) {
    const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
    const x = normal();
    const y = correlation * x + Math.sqrt(1 - correlation * correlation) * normal();
    const bin = (z: number) => Math.max(0, Math.min(levels - 1, Math.floor((z + 1.5) * 2)));
    counts[bin(x) * levels + bin(y)]!++;
  }
  const map = Uint16Array.from({ length: fine }, (_, level) => Math.floor((level * levels) / fine));
  const smooth = smoothPair(counts, map, map);
  assert.ok(Math.abs(smooth.reduce((sum, count) => sum + count, 0) - 40_000) < 1);
  const back = new Float64Array(levels * levels);
  smooth.forEach((count, cell) => {
    back[map[Math.floor(cell / fine)]! * levels + map[cell % fine]!]! += count;
  });
  // The coarse table is the normal one it came from, but for sampling and averaging within bins; the seed is fixed.
  const variation = back.reduce((sum, count, cell) => sum + Math.abs(count - counts[cell]!), 0) / 80_000;
  assert.ok(variation < 0.02, String(variation));
  assert.deepEqual([...smoothPair(new Float64Array(36), map, map)], new Array(576).fill(0));
});

test("cells survive the coding to within their bin, missing ones as missing, and bad edges are refused", () => {
  const coder = levelCoder({ name: "x", kind: "number", edges: [0, 1, 5, 10], decimals: 1 });
  for (const [cell, level] of [
    [0, 0],
    [0.9, 0],
    [1, 1],
    [9.9, 2],
    [50, 2],
    [-3, 0],
  ] as const)
    assert.equal(coder.levelOf(cell, -1), level);
  assert.equal(coder.levelOf(Number.NaN, -1), coder.missing);
  for (let level = 0; level < 3; level++)
    for (const at of [0, 0.5, 0.999999]) assert.equal(coder.levelOf(coder.cellOf(level, -1, at), -1), level);
  assert.ok(Number.isNaN(coder.cellOf(3, -1, 0.5)));
  assert.throws(() => levelCoder({ name: "x", kind: "number", edges: [1, 1], decimals: 0 }), RangeError);
});

const records = madeUpRecords(1500, 2);
const domain: PublicDomain = {
  patients: [
    { name: "stage", kind: "category", levels: ["I", "II", "III"], complete: true },
    { name: "days", kind: "number", edges: [0, 1700], decimals: 0, complete: true },
    { name: "died", kind: "category", levels: ["no", "yes"], complete: true },
    { name: "dose", kind: "number", edges: [0, 10, 20, 30, 61], decimals: 0, complete: true },
  ],
  grid: [0, 200, 500, 900, 1700],
  tables: [
    {
      columns: [{ name: "kind", kind: "category", levels: ["ward", "clinic"], complete: true }],
      firstDay: [0, 10, 20],
      gap: [0, 20, 40, 80, 160, 320],
    },
    {
      columns: [
        { name: "test", kind: "category", levels: ["a", "b"], complete: true },
        { name: "value", kind: "number", edges: [10, 35, 42, 47, 52, 57, 64, 90], decimals: 2 },
      ],
      firstDay: [0, 1],
      gap: [0, 1],
    },
    {
      columns: [
        { name: "event", kind: "category", levels: ["relapse", "infection", "notice"], complete: true },
        { name: "dose", kind: "number", edges: [0, 5, 10, 15, 21], decimals: 0, complete: true },
      ],
      firstDay: [0, 50, 100, 200, 340],
      gap: [0, 50, 100, 200, 340],
      counted: ["relapse"],
    },
  ],
};

test("private patients: rules hold, conditions by clamping are exact, and the parts spend no more than the one budget", async () => {
  const { model, charges } = await fitPrivateRecords(records, madeUpSchema, domain, {
    epsilon: 4,
    delta: 1e-5,
    entropy: seededEntropy(1),
    mechanism: "mst",
  });
  const spent = charges.reduce((sum, { rho }) => sum + Number(rho.num) / Number(rho.den), 0);
  assert.ok(spent <= Number(model.privacy.rhoMicro) / 1e6 + 1e-9);
  assert.equal(model.privacy.guarantee, false);
  const made = samplePrivateRecords(model, 600, seed);
  assert.deepEqual(violationsOf(made, madeUpSchema), { foreignKeys: 0, order: 0, caps: 0, once: 0, sums: 0 });
  assert.deepEqual(samplePrivateRecords(model, 600, seed), made);
  const perPatient = (owner: Int32Array, patients: number) => owner.length / patients;
  // The seed is fixed: this passes always or never.
  const real = keepModelled(records, madeUpSchema).records;
  assert.ok(
    Math.abs(perPatient(made.tables[0]!.owner, 600) / perPatient(real.tables[0]!.owner, 1500) - 1) < 0.12,
  );
  const some = samplePrivateRecords(model, 80, seed, [
    { column: "stage", level: "III" },
    { column: "rows of event: relapse", from: 1 },
  ]);
  assert.ok(categoryCells(some.patients, "stage").codes.every((code) => code === 2));
  assert.deepEqual(violationsOf(some, madeUpSchema), { foreignKeys: 0, order: 0, caps: 0, once: 0, sums: 0 });
  const refused = (where: Parameters<typeof samplePrivateRecords>[3]) =>
    assert.throws(
      () => samplePrivateRecords(model, 10, seed, where),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
  refused([{ column: "days", from: 250 }]);
  refused([{ column: "nothing", level: "x" }]);
});

test("one patient, added or removed, moves every measured table by the part's cap at most, with rows beyond it and rows on rows", async () => {
  const few = madeUpRecords(40, 3);
  const caps = [3, 4, 2];
  const schema = {
    ...madeUpSchema,
    tables: madeUpSchema.tables.map((table, t) => ({ ...table, mostRows: caps[t]! })),
  };
  assert.ok(keepModelled(few, schema).leftOut.every((rows) => rows > 0));
  // One of the tables by its named pairs alone.
  const markov = { ...domain, tables: domain.tables.map((table, t) => ({ ...table, markov: t === 1 })) };
  /** Every table that is asked for, with the most that a patient is said to move it by; answers have nothing to do with records, so every run asks alike. */
  const asked = async (given: PatientRecords) => {
    const looks: { readonly most: number; readonly counts: Float64Array }[] = [];
    await fitPrivateRecords(given, schema, markov, {
      epsilon: 4,
      delta: 1e-5,
      entropy: seededEntropy(1),
      mechanism: "fixed",
      open: (source, accountant, neighbours) => ({
        sizes: source.sizes,
        neighbours,
        sensitivities: squaredSensitivities(neighbours),
        guarantee: false,
        errors: () => assert.fail("errors are no counts"),
        async measure(requests) {
          const answers = [];
          for (const request of requests) {
            const rho = gaussianCost(squaredSensitivities(neighbours).countTable, request.sigma);
            accountant.charge([{ what: "counts", rho, sigma: request.sigma }]);
            const counts = await source.count(request.columns, request.maps);
            looks.push({ most: neighbours.maxRecords, counts });
            answers.push({ ...request, counts: counts.map((_, cell) => 40 + (cell % 7)) });
          }
          return answers;
        },
      }),
    });
    return looks;
  };
  const all = await asked(few);
  assert.deepEqual([...new Set(all.map(({ most }) => most))], [1, ...caps]);
  let reached = 0;
  for (const patient of [0, 7, 19, 39]) {
    const others = Array.from({ length: 40 }, (_, p) => p).filter((p) => p !== patient);
    const without = await asked(pickPatients(few, others, parentPlaces(schema)));
    all.forEach(({ most, counts }, look) => {
      const moved = counts.map((count, cell) => count - without[look]!.counts[cell]!);
      assert.ok(moved.every((move) => Number.isInteger(move) && move >= 0));
      const units = moved.reduce((sum, move) => sum + move, 0);
      assert.ok(units === most || units === 0, `${units} of ${most}`);
      reached += Number(moved.some((move) => move === most));
    });
  }
  assert.ok(reached > all.length, String(reached));
});

test("a budget that covers nothing is refused before anything is looked at, and so is a domain of other columns", async () => {
  const options = { epsilon: 4, delta: 1e-5, entropy: seededEntropy(1), mechanism: "mst" } as const;
  const codeOf = (code: string) => (error: unknown) => error instanceof SymbolonError && error.code === code;
  await assert.rejects(
    fitPrivateRecords(records, madeUpSchema, domain, { ...options, epsilon: 1e-4, delta: 1e-9 }),
    codeOf("E3009"),
  );
  const rhoMicro = gdpRhoMicroFor(options.epsilon, options.delta) + 1n;
  await assert.rejects(
    fitPrivateRecords(records, madeUpSchema, domain, { ...options, rhoMicro }),
    RangeError,
  );
  const other = { ...domain, patients: domain.patients.toReversed() };
  await assert.rejects(fitPrivateRecords(records, madeUpSchema, other, options), codeOf("E1006"));
});
