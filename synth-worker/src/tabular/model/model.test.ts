import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { memoryCountSource } from "../../data/memoryCountSource.ts";
import { marginalError } from "../../evaluate/marginalError.ts";
import { fitPrivate } from "../../exports/synthesis.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { sampleModel } from "../generation/sampleModel.ts";
import { countCells } from "../mechanisms/countCells.ts";
import { SMALL_LEVELS, smallTable } from "../test-support/smallTable.ts";
import { calibrateModel, type Evidence } from "./calibrateModel.ts";
import { decodePotentials, encodePotentials, parsePrivateModel } from "./privateModel.ts";

const SEED = new Uint8Array(32).fill(7);
const isE1006 = (error: unknown) => error instanceof SymbolonError && error.code === "E1006";
const table = smallTable(5000);
const { model } = await fitPrivate(memoryCountSource(table), {
  mechanism: "aim",
  levels: SMALL_LEVELS,
  epsilon: 5,
  delta: 1e-9,
  entropy: seededEntropy(1),
});

test("a document read back is the same document, and gives the same rows", () => {
  const again = parsePrivateModel(JSON.parse(JSON.stringify(model)));
  assert.deepEqual(again, model);
  const rows = sampleModel(model, { rows: 500, seed: SEED });
  assert.deepEqual(sampleModel(again, { rows: 500, seed: SEED }), rows);
});

test("potentials survive their base64 bit for bit; what is not whole finite numbers is refused", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
      const bits = (list: Float64Array) => [...new Uint8Array(list.buffer)];
      const own = Float64Array.from(values);
      assert.deepEqual(bits(decodePotentials(encodePotentials(own))), bits(own));
    }),
  );
  for (const text of [
    "!",
    "AAAA",
    encodePotentials(Float64Array.of(Number.NaN)),
    encodePotentials(Float64Array.of(1 / 0)),
  ])
    assert.throws(() => decodePotentials(text), isE1006);
});

test("the stored potentials are those of the best fit: a reader finds a small duality gap, and a large one when they are forged", () => {
  assert.ok(calibrateModel(model).gap < 1e-4);
  const forged = structuredClone(model);
  const wide = forged.tables.findIndex(({ columns }) => columns.length > 1);
  const potentials = decodePotentials(forged.tables[wide]!.potentials);
  potentials[0]! += 1;
  forged.tables[wide]!.potentials = encodePotentials(potentials);
  assert.ok(calibrateModel(forged).gap > 1e-3);
});

/** Replaces, removes or adds something at a random place of a document. */
function damage(value: unknown, path: readonly number[], put: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== "object" || value === null) return put;
  if (Array.isArray(value)) {
    if (value.length === 0) return [put];
    const at = first % value.length;
    if (rest.length === 0 && first % 5 === 0) return value.toSpliced(at, 1);
    return value.with(at, damage(value[at], rest, put));
  }
  const keys = Object.keys(value);
  const key = keys[first % keys.length]!;
  const own = value as Record<string, unknown>;
  if (rest.length === 0 && first % 7 === 0) return { ...own, extra: put };
  return { ...own, [key]: damage(own[key], rest, put) };
}

test("parsePrivateModel takes a damaged document as it is or refuses it with E1006, and nothing else happens", () => {
  const put = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(-1, 0, 1.5, 1e308, 65_536, Number.NaN, "", "AAAAAAAAAAA=", null, undefined, [], {}),
  );
  let refused = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }), put, (path, value) => {
      const damaged = damage(model, path, value);
      try {
        const read = parsePrivateModel(damaged);
        // What was let through can be calculated with, or is refused for what it asks.
        try {
          calibrateModel(read);
        } catch (error) {
          assert.ok(isE1006(error), String(error));
        }
      } catch (error) {
        assert.ok(isE1006(error), String(error));
        refused++;
      }
    }),
    { numRuns: 1000 },
  );
  assert.ok(refused > 500, `${refused} refused`);
  for (const value of [undefined, null, 3, "x", [], {}, { ...model, format: "symbolon-private-model/2" }])
    assert.throws(() => parsePrivateModel(value), isE1006);
});

test("parsePrivateModel refuses parts that do not fit each other, and tables too entangled to calculate with", () => {
  const changed = (change: (copy: typeof model) => void) => {
    const copy = structuredClone(model);
    change(copy);
    return () => parsePrivateModel(copy);
  };
  const wide = model.tables.findIndex(({ columns }) => columns.length > 1);
  for (const change of [
    (copy: typeof model) => copy.tables[wide]!.counts.pop(),
    (copy: typeof model) => copy.tables[wide]!.columns.reverse(),
    (copy: typeof model) => copy.tables[wide]!.columns.push(99),
    (copy: typeof model) => copy.columns[0]!.weights.push(1),
    (copy: typeof model) => copy.columns[0]!.map.fill(1),
    (copy: typeof model) => copy.zeros.push({ columns: [1], allowed: [1] }),
    (copy: typeof model) => copy.base.push({ columns: [1], potentials: "" }),
  ])
    assert.throws(changed(change), isE1006);
  // Eight columns of 16 levels, every pair a table: the tree is one table of 2^32 cells.
  const level = Array.from({ length: 16 }, (_, i) => i);
  const pairs = level.slice(0, 8).flatMap((a) => level.slice(0, a).map((b) => [b, a]));
  const tangled = {
    ...model,
    columns: level.slice(0, 8).map(() => ({ map: level, weights: level, noisyCounts: level, sigma: 1 })),
    tables: pairs.map((columns) => ({
      columns,
      counts: new Array(256).fill(1),
      variance: 1,
      potentials: encodePotentials(new Float64Array(256)),
    })),
  };
  assert.throws(() => parsePrivateModel(tangled), isE1006);
});

const EVIDENCE: readonly Evidence[] = [
  { column: 0, allowed: Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0) },
  { column: 2, allowed: Uint8Array.of(1, 0, 1) },
];

test("evidence: every row meets it, and 1- and 2-way tables are the model's conditional ones within rounding", () => {
  const rows = 20_000;
  const given = sampleModel(model, { rows, seed: SEED, evidence: EVIDENCE });
  for (const { column, allowed } of EVIDENCE)
    for (const level of given.columns[column]!) assert.equal(allowed[level], 1);
  // The conditional by rejection from many unconditional rows of the same model.
  const many = sampleModel(model, { rows: 262_144, seed: SEED });
  const kept = [...many.columns[0]!.keys()].filter((row) =>
    EVIDENCE.every(({ column, allowed }) => allowed[many.columns[column]![row]!] === 1),
  );
  const conditional = {
    ...many,
    rows: kept.length,
    columns: many.columns.map((cells) => Uint16Array.from(kept, (row) => cells[row]!)),
  };
  const pairs = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b > a).map((b) => [a, b]));
  // Systematic rows err less than independent ones; those would differ by about .003 and .01 (mean absolute, 52 cells).
  assert.ok(marginalError(given, conditional, [[0], [1], [2], [3]]) < 0.01);
  assert.ok(marginalError(given, conditional, pairs) < 0.02);
  // A table inside a clique, exactly: rows * belief within rounding.
  const fit = calibrateModel(model, EVIDENCE);
  const coarse = given.columns.map((cells, column) =>
    cells.map((level) => model.columns[column]!.map[level]!),
  );
  for (const [c, { columns }] of fit.tree.cliques.entries()) {
    const counts = countCells(coarse, fit.tree.sizes, columns);
    for (const [i, p] of fit.beliefs[c]!.entries()) {
      assert.ok(Math.abs(counts[i]! - rows * p) < 6);
      if (p === 0) assert.equal(counts[i], 0);
    }
  }
});

test("evidence twice on a column must be met twice; impossible or ill-fitting evidence is refused", () => {
  const [low, high] = [0, 1].map((side) => ({
    column: 0,
    allowed: Uint8Array.from({ length: 13 }, (_, level) =>
      side === 0 ? (level < 6 ? 1 : 0) : level > 3 ? 1 : 0,
    ),
  })) as unknown as [Evidence, Evidence];
  const rows = sampleModel(model, { rows: 300, seed: SEED, evidence: [low, high] });
  for (const level of rows.columns[0]!) assert.ok(level === 4 || level === 5);
  const none = { column: 1, allowed: new Uint8Array(4) };
  assert.throws(() => sampleModel(model, { rows: 1, seed: SEED, evidence: [none] }), isE1006);
  for (const wrong of [
    { column: 9, allowed: new Uint8Array(4) },
    { column: 1, allowed: new Uint8Array(3) },
  ])
    assert.throws(() => sampleModel(model, { rows: 1, seed: SEED, evidence: [wrong] }), RangeError);
});
