import assert from "node:assert/strict";
import { test } from "node:test";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import type { Party } from "../rss/party.ts";
import { splitWords } from "../rss/test-support/splitWords.ts";
import { threeParties } from "../rss/test-support/threeParties.ts";
import { cliqueLanes } from "./cliqueLanes.ts";
import { laneLayout } from "./laneLayout.ts";
import type { MechanismCharge, MechanismHooks } from "./mechanismHooks.ts";
import { numberPlanes } from "./numberPlanes.ts";
import type { Planes } from "./planes.ts";
import { type AimRound, runAim } from "./runAim.ts";
import { runMst } from "./runMst.ts";
import { plainParty } from "./test-support/plainParty.ts";

const SIZES = [3, 2, 4, 3];
const PAIRS: [number, number][] = [
  [0, 1],
  [0, 2],
  [0, 3],
  [1, 2],
  [1, 3],
  [2, 3],
];
const shapes = PAIRS.map(([a, b]) => SIZES[a]! * SIZES[b]!);
const layout = laneLayout(shapes);
const WIDTH = 12;
const stream = fastStream(keystream(new Uint8Array(32), "mechanisms"));

/** Pair tables, cliques one after the other, of random records in which some columns follow others. */
function tables(records: number): number[][] {
  const out = shapes.map((size) => new Array<number>(size).fill(0));
  for (let i = 0; i < records; i++) {
    const a = stream.nextBelow(3);
    const levels = [
      a,
      stream.nextBelow(2),
      stream.nextBelow(4),
      stream.nextBelow(10) < 8 ? a : stream.nextBelow(3),
    ];
    for (const [pair, [x, y]] of PAIRS.entries()) out[pair]![levels[x]! * SIZES[y]! + levels[y]!]! += 1;
  }
  return out;
}

function planesOf(cells: readonly (readonly number[])[]): Uint32Array[] {
  const counts = new Array<number>(32 * layout.words).fill(0);
  for (const [clique, own] of cells.entries())
    for (const [i, lane] of cliqueLanes(layout, clique).entries()) counts[lane] = own[i]!;
  return numberPlanes(counts, { width: WIDTH, words: layout.words });
}

const distance = (own: readonly number[], expected: readonly number[]) =>
  own.reduce((sum, count, i) => sum + Math.abs(count - expected[i]!), 0);

type Log = { charges: MechanismCharge[]; measured: { clique: number; counts: number[] }[] };

/** Prepares, charges and opens, and logs what happens. */
const openInto = (log: Log): MechanismHooks => ({
  async choose(charge, prepare) {
    const open = await prepare();
    log.charges.push(charge);
    return await open();
  },
  async measure(charge, prepare) {
    const open = await prepare();
    log.charges.push(charge);
    const counts = await open();
    log.measured.push({ clique: charge.clique, counts: Array.from(counts) });
    return counts;
  },
});

/** A small AIM: the model is uniform at first, and knows a table once it was measured. */
async function aim(party: Party, counts: Planes, records: number): Promise<Log> {
  const log: Log = { charges: [], measured: [] };
  const schedule = new Array(4).fill({ scale: 1, coins: 64 });
  await runAim(
    party,
    { counts, layout, schedule, weights: [1, 2, 1, 1, 1, 1], fractionBits: 3 },
    {
      ...openInto(log),
      next(round): AimRound | null {
        if (round === 3) return null;
        const model = shapes.map((size) => new Array<number>(size).fill(Math.round(records / size)));
        for (const { clique, counts } of log.measured)
          model[clique] = counts.map((count) => Math.max(0, Math.round(count)));
        return {
          candidates: [...shapes.keys()].filter(
            (clique) => !log.measured.some((seen) => seen.clique === clique),
          ),
          expect: () => ({ expected: model.flat(), penalties: shapes }),
        };
      },
    },
  );
  return log;
}

const held = (planes: readonly Uint32Array[]): Planes =>
  planes.map((own) => ({ own: own.slice(), next: new Uint32Array(own.length) }));

test("AIM: each round the most wrong table is chosen and opened with noise; only indices and noisy tables are opened", async () => {
  const records = 600;
  const cells = tables(records);
  const plain = plainParty(3);
  const log = await aim(plain, held(planesOf(cells)), records);
  // With noise of a score unit or so the order is that of the weighted distances (an eighth of a record is a unit).
  const uniform = cells.map((own) => own.map(() => Math.round(records / own.length)));
  const weights = [1, 2, 1, 1, 1, 1];
  const order = [...cells.keys()].sort(
    (a, b) =>
      8 * weights[b]! * distance(cells[b]!, uniform[b]!) -
      shapes[b]! -
      (8 * weights[a]! * distance(cells[a]!, uniform[a]!) - shapes[a]!),
  );
  assert.deepEqual(
    log.measured.map(({ clique }) => clique),
    order.slice(0, 3),
  );
  for (const { clique, counts } of log.measured)
    for (const [i, count] of counts.entries()) assert.ok(Math.abs(count - cells[clique]![i]!) <= 32);
  // Charge before each opening, and what the charge needs.
  assert.deepEqual(
    log.charges.map(({ kind }) => kind),
    ["selection", "measurement", "selection", "measurement", "selection", "measurement"],
  );
  assert.deepEqual(log.charges[0], { kind: "selection", round: 0, sensitivity: 16, scale: 1, candidates: 6 });
  assert.deepEqual(log.charges[1], { kind: "measurement", clique: order[0], coins: 64 });
  assert.equal(plain.opened.length, 6);
  // Three parties: the same answers, whatever the shares.
  const shares = planesOf(cells).map((plane) => splitWords(plane, stream));
  for (const mode of ["semi-honest", "malicious"] as const) {
    const { results } = await threeParties(
      async (party) =>
        aim(
          party,
          shares.map((plane) => plane[party.index]!),
          records,
        ),
      { mode },
    );
    assert.deepEqual(results[0], results[1]);
    assert.deepEqual(results[0], results[2]);
    assert.deepEqual(
      results[0].measured.map(({ clique }) => clique),
      order.slice(0, 3),
    );
  }
});

/** Rounds whose scores count the distance to nothing. */
const blindJob = (cells: readonly (readonly number[])[], schedule: { scale: number; coins: number }[]) => ({
  counts: held(planesOf(cells)),
  layout,
  schedule,
  weights: shapes.map(() => 1),
  fractionBits: 0,
});
const blindRound = (candidates: readonly number[]): AimRound => ({
  candidates,
  expect: () => ({
    expected: shapes.flatMap((size) => new Array<number>(size).fill(0)),
    penalties: shapes.map(() => 0),
  }),
});

test("a charge that is refused, or left out, ends AIM with nothing opened", async () => {
  const job = blindJob(tables(10), [{ scale: 1, coins: 64 }]);
  for (const refuse of [() => Promise.reject(new Error("budget")), () => Promise.resolve(null)]) {
    const plain = plainParty();
    const hooks = { next: () => blindRound([0, 1]), choose: refuse, measure: () => assert.fail("measured") };
    await runAim(plain, job, hooks).catch((error) => assert.match(String(error), /budget/));
    assert.equal(plain.opened.length, 0);
  }
});

test("AIM goes on after what an earlier attempt opened, and draws and opens nothing for it", async () => {
  const rounds = new Array(4).fill({ scale: 1, coins: 64 });
  const job = blindJob(tables(100), rounds);
  const told = [5, 3];
  const log: Log = { charges: [], measured: [] };
  const now = openInto(log);
  const run = async (recalled: boolean) => {
    const plain = plainParty();
    let asked = 0;
    await runAim(plain, job, {
      next: () => {
        const { candidates, expect } = blindRound([...shapes.keys()]);
        return {
          candidates,
          expect: () => {
            asked++;
            return expect();
          },
        };
      },
      choose: async (charge, prepare) =>
        recalled && charge.round < 2 ? told[charge.round]! : await now.choose(charge, prepare),
      measure: async (charge, prepare) => {
        const known = recalled && asked === 0;
        return known ? new Float64Array(shapes[charge.clique]!) : await now.measure(charge, prepare);
      },
    });
    return { asked, opened: plain.opened.length, ands: plain.cost.ands };
  };
  const whole = await run(false);
  const rest = await run(true);
  assert.deepEqual([whole.asked, whole.opened], [4, 8]);
  assert.deepEqual([rest.asked, rest.opened], [2, 4]);
  assert.ok(rest.ands < 0.6 * whole.ands);
  await assert.rejects(
    runAim(plainParty(), job, {
      next: () => blindRound([0, 1]),
      choose: () => Promise.resolve(2),
      measure: () => assert.fail("measured"),
    }),
    RangeError,
  );
});

/** MST on the tables, with the exact product of margins as what independence expects. */
async function mst(
  party: Party,
  counts: Planes,
  cells: readonly (readonly number[])[],
  records: number,
  scale = 1,
): Promise<Log & { chosen: number[] }> {
  const log: Log = { charges: [], measured: [] };
  const chosen = await runMst(
    party,
    {
      counts,
      layout,
      expect: () => ({
        expected: independent(cells, records).flat(),
        penalties: shapes.map(() => 0),
      }),
      weights: shapes.map(() => 1),
      fractionBits: 4,
      pairs: PAIRS,
      columns: 4,
      scale,
      coins: 64,
    },
    openInto(log),
  );
  return { ...log, chosen };
}

function independent(cells: readonly (readonly number[])[], records: number): number[][] {
  return PAIRS.map(([a, b], pair) => {
    const [rows, columns] = [SIZES[a]!, SIZES[b]!];
    const own = cells[pair]!;
    const row = (i: number) => own.slice(i * columns, (i + 1) * columns).reduce((x, y) => x + y, 0);
    const column = (j: number) => own.filter((_, cell) => cell % columns === j).reduce((x, y) => x + y, 0);
    return Array.from({ length: rows * columns }, (_, cell) =>
      Math.round((row(Math.floor(cell / columns)) * column(cell % columns)) / records),
    );
  });
}

test("MST: the maximum spanning tree of the distances from independence, edge by edge, then its tables", async () => {
  const records = 700;
  const cells = tables(records);
  const plain = plainParty(9);
  const run = await mst(plain, held(planesOf(cells)), cells, records);
  const expected = independent(cells, records);
  const order = [...PAIRS.keys()].sort(
    (a, b) => distance(cells[b]!, expected[b]!) - distance(cells[a]!, expected[a]!) || a - b,
  );
  const tree = [0, 1, 2, 3];
  const kruskal: number[] = [];
  for (const pair of order) {
    const [a, b] = PAIRS[pair]!.map((column) => tree[column]!) as [number, number];
    if (a === b) continue;
    kruskal.push(pair);
    for (const column of tree.keys()) if (tree[column] === b) tree[column] = a;
  }
  assert.deepEqual(run.chosen, kruskal);
  assert.deepEqual(
    run.measured.map(({ clique }) => clique),
    kruskal,
  );
  for (const { clique, counts } of run.measured) {
    assert.equal(counts.length, shapes[clique]);
    for (const [i, count] of counts.entries()) assert.ok(Math.abs(count - cells[clique]![i]!) <= 32);
  }
  assert.deepEqual(
    run.charges.map(({ kind }) => kind),
    ["selection", "selection", "selection", "measurement", "measurement", "measurement"],
  );
  // Three indices and three tables.
  assert.equal(plain.opened.length, 6);
  const shares = planesOf(cells).map((plane) => splitWords(plane, stream));
  for (const mode of ["semi-honest", "malicious"] as const) {
    const { results } = await threeParties(
      async (party) =>
        mst(
          party,
          shares.map((plane) => plane[party.index]!),
          cells,
          records,
        ),
      { mode },
    );
    assert.deepEqual(results[0], results[1]);
    assert.deepEqual(results[0].chosen, kruskal);
  }
});

test("each round has noise of its own: where noise decides, choices and tables vary", async () => {
  const cells = shapes.map((size) => new Array<number>(size).fill(5));
  const log: Log = { charges: [], measured: [] };
  await runAim(plainParty(21), blindJob(cells, new Array(12).fill({ scale: 2 ** 20, coins: 400 })), {
    ...openInto(log),
    next: () => blindRound([...shapes.keys()]),
  });
  const chosen = log.measured.map(({ clique }) => clique);
  const first = log.measured.map(({ counts }) => counts[0]);
  // By chance all the same: 6^-11 = 3e-9, and less than that for the tables' first cells.
  assert.ok(new Set(chosen).size > 1);
  assert.ok(new Set(first).size > 4);
  const trees = new Set<string>();
  for (let seed = 0; seed < 12; seed++)
    trees.add((await mst(plainParty(seed), held(planesOf(cells)), cells, 60, 2 ** 20)).chosen.join());
  assert.ok(trees.size > 1);
});

test("traffic and rounds do not depend on the data", async () => {
  const cells = [tables(0), tables(900)];
  const costs = [];
  for (const own of cells) {
    const plain = plainParty();
    await runMst(
      plain,
      {
        counts: held(planesOf(own)),
        layout,
        expect: () => ({
          expected: shapes.flatMap((size) => new Array<number>(size).fill(50)),
          penalties: shapes.map(() => 0),
        }),
        weights: shapes.map(() => 1),
        fractionBits: 4,
        // A path: whatever the scores, all three edges are chosen, so that even the public outputs have the same size.
        pairs: [[0, 1], null, null, [1, 2], null, [2, 3]],
        columns: 4,
        scale: 100,
        coins: 64,
      },
      openInto({ charges: [], measured: [] }),
    );
    costs.push({ ...plain.cost, opened: plain.opened.map(({ length }) => length) });
  }
  assert.deepEqual(costs[0], costs[1]);
});
