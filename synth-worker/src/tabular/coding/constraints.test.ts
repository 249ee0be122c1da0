import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError, SynthSchema } from "@symbolon/protocol";
import fc from "fast-check";
import { constraintClasses } from "./constraintClasses.ts";
import { constraintMasks } from "./constraintMasks.ts";
import { fineDomain } from "./fineDomain.ts";
import { fineFilters } from "./fineFilter.ts";
import { makeDecoder } from "./makeDecoder.ts";
import { violations } from "./violations.ts";

const seed = new Uint8Array(32).fill(3);
const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "cohort",
  columns: [
    { name: "pid", kind: "id" },
    { name: "sex", kind: "categorical", levels: ["f", "m"] },
    { name: "pregnant", kind: "categorical", levels: ["no", "yes"], missing: true },
    { name: "stage", kind: "categorical", levels: ["I", "II", "III"], ordered: true },
    { name: "band", kind: "categorical", levels: ["early", "late"] },
    { name: "age", kind: "number", min: 0, max: 99, integer: true, bins: 10 },
    { name: "relapse", kind: "number", min: 0, max: 100, integer: true, bins: 20, missing: true },
    { name: "end", kind: "number", min: 0, max: 200, integer: true, bins: 20 },
    { name: "last", kind: "number", min: 0, max: 250, integer: true, bins: 25 },
  ],
  constraints: [
    { kind: "zeros", columns: ["sex", "pregnant"], combinations: [["m", "yes"]] },
    {
      kind: "implies",
      if: { column: "pregnant", level: "yes" },
      must: { column: "age", from: 12, below: 57 },
    },
    {
      kind: "functional",
      from: ["stage"],
      to: "band",
      table: [
        { from: ["I"], to: "early" },
        { from: ["II"], to: "early" },
        { from: ["III"], to: "late" },
      ],
    },
    { kind: "inequality", low: "relapse", high: "end" },
    { kind: "inequality", low: "end", high: "last", strict: true },
  ],
});
const domain = fineDomain(schema);
const at = (name: string) => domain.columns.findIndex((column) => column.name === name);

/** Neighbours of one class joined in groups of at most `most`: what a coarsening that respects the classes may give. */
function coarsen(most: number): (Uint16Array | null)[] {
  return constraintClasses(schema, domain).map((classes, c) => {
    const size = domain.sizes[c]!;
    let group = -1;
    let held = most;
    return Uint16Array.from({ length: size }, (_, level) => {
      const apart = classes !== null && level > 0 && classes[level] !== classes[level - 1];
      if (held === most || apart) {
        group++;
        held = 0;
      }
      held++;
      return group;
    });
  });
}

/** Random fine rows whose coarse cells pass every mask. */
function possibleRows(maps: (Uint16Array | null)[], rows: number, random: () => number): Uint16Array[] {
  const masks = constraintMasks(schema, maps, domain);
  const shape = (c: number) => Math.max(...maps[c]!) + 1;
  const kept: number[][] = [];
  for (let guard = 0; kept.length < rows; guard++) {
    assert.ok(guard < 200_000);
    const row = domain.sizes.map((size) => Math.floor(random() * size));
    const possible = masks.every(({ columns, mask }) => {
      const cell = columns.reduce((index, c) => index * shape(c) + maps[c]![row[c]!]!, 0);
      return mask[cell] === 1;
    });
    if (possible) kept.push(row);
  }
  return domain.sizes.map((_, c) => Uint16Array.from(kept, (row) => row[c]!));
}

test("no decoded row breaks a constraint, whatever respects the classes was merged", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (most, stream) => {
        const maps = coarsen(most);
        const levels = possibleRows(maps, 40, () => stream.next().value as number);
        const counts = domain.sizes.map((size) =>
          Float64Array.from({ length: size }, (_, i) => (i * 13) % 5),
        );
        const table = makeDecoder(schema, { seed, maps, counts }, domain).block(levels);
        assert.deepEqual(
          table.map(({ name }) => name),
          schema.columns.slice(1).map(({ name }) => name),
        );
        assert.deepEqual(violations(schema, table), { total: 0, constraints: [0, 0, 0, 0, 0], cells: 0 });
      },
    ),
    { numRuns: 40 },
  );
});

test("without masks rows do break constraints, and each is counted", () => {
  const rows = 2000;
  const levels = domain.sizes.map((size, c) =>
    Uint16Array.from({ length: rows }, (_, i) => (Math.imul(i + 1, 2654435761 + 977 * c) >>> 9) % size),
  );
  const free = { ...schema, constraints: schema.constraints.filter(({ kind }) => kind === "functional") };
  const found = violations(schema, makeDecoder(free, { seed }, domain).block(levels));
  assert.ok(
    [0, 1, 3, 4].every((i) => found.constraints[i]! > 0) && found.constraints[2] === 0,
    JSON.stringify(found),
  );
});

test("redrawing inside a shared coarse level keeps the distribution given the constraint", () => {
  // low and high uniform on 0..9 given low <= high: P(low = 0) = 10/55. 20,000 rows: standard error 0.0028; 5 of them.
  const pair = SynthSchema.parse({
    format: "symbolon-synth-schema/1",
    name: "pair",
    columns: ["low", "high"].map((name) => ({ name, kind: "number", min: 0, max: 9, integer: true })),
    constraints: [{ kind: "inequality", low: "low", high: "high" }],
  });
  const random = (row: number, salt: number) => (Math.imul(row + 1, 2654435761 + salt) >>> 8) % 10;
  const levels = [0, 77777774].map((salt) =>
    Uint16Array.from({ length: 20_000 }, (_, row) => random(row, salt)),
  );
  const maps = [new Uint16Array(10), new Uint16Array(10)];
  const [low] = makeDecoder(pair, { seed, maps }).block(levels);
  assert.ok(low?.kind === "number");
  const zeros = low.values.filter((value) => value === 0).length / 20_000;
  assert.ok(Math.abs(zeros - 10 / 55) < 0.02, String(zeros));
});

test("chains are closed: relapse <= end < last forbids what relapse < last forbids", () => {
  const masks = constraintMasks(
    schema,
    domain.sizes.map(() => null),
    domain,
  );
  const chain = masks.find(({ columns }) => columns[0] === at("relapse") && columns[1] === at("last"));
  assert.ok(chain);
  const size = domain.sizes[at("last")]!;
  // Bins of relapse hold 5 values from 0, after the missing level; bins of last hold 10.
  assert.equal(chain.mask[(1 + 19) * size + 9], 1);
  assert.equal(chain.mask[(1 + 19) * size + 8], 0);
  assert.equal(chain.mask[0], 1);
});

test("maps that mix classes or join distant bins are refused", () => {
  const maps = domain.sizes.map((): Uint16Array | null => null);
  const withMap = (name: string, map: number[]) => {
    const changed = [...maps];
    changed[at(name)] = Uint16Array.from(map);
    return () => constraintMasks(schema, changed, domain);
  };
  assert.throws(withMap("pregnant", [0, 0, 0]), RangeError);
  assert.throws(
    withMap(
      "end",
      domain.columns[at("end")]!.kind === "number"
        ? Array.from({ length: domain.sizes[at("end")]! }, (_, i) => i % 2)
        : [],
    ),
    RangeError,
  );
  assert.doesNotThrow(withMap("pregnant", [0, 0, 1]));
});

test("inequalities between different decimals are refused with E1006", () => {
  const bad = structuredClone(schema);
  const end = bad.columns.find(({ name }) => name === "end");
  assert.ok(end?.kind === "number");
  end.integer = false;
  end.decimals = 2;
  assert.throws(
    () => fineDomain(bad),
    (error) => error instanceof SymbolonError && error.code === "E1006",
  );
});

test("conditions become weights of fine levels, and values stay inside a bin they cut", () => {
  const [stage] = fineFilters(schema, ["stage>=II"], domain);
  assert.deepEqual([...stage!.weights], [0, 1, 1]);
  assert.deepEqual([...fineFilters(schema, ["stage=I|III"], domain)[0]!.weights], [1, 0, 1]);
  assert.deepEqual([...fineFilters(schema, ["pregnant!="], domain)[0]!.weights], [0, 1, 1]);
  const filters = fineFilters(schema, ["age > 64", "age<=66"], domain);
  const bin = domain.columns[at("age")]!;
  assert.ok(bin.kind === "number");
  const inside = bin.cuts.indexOf(60);
  assert.equal(filters[0]!.weights[inside], 0.2);
  assert.equal(filters[0]!.weights.filter((weight) => weight > 0).length, 1);
  const levels = domain.sizes.map((_, c) =>
    new Uint16Array(50).fill(c === at("age") ? inside : c === at("last") ? 24 : 0),
  );
  const table = makeDecoder(schema, { seed, filters }, domain).block(levels);
  const age = table.find(({ name }) => name === "age");
  assert.ok(age?.kind === "number");
  assert.deepEqual([...new Set(age.values)].sort(), [65, 66]);
});

test("a bound on one side of an inequality bounds the other, so that cut bins can be settled", () => {
  const filters = fineFilters(schema, ["last<=64"], domain);
  const names = filters.map(({ column }) => domain.columns[column]!.name).sort();
  assert.deepEqual(names, ["end", "last", "relapse"]);
  const maps = domain.sizes.map((size) => new Uint16Array(size));
  maps[at("relapse")] = Uint16Array.from({ length: domain.sizes[at("relapse")]! }, (_, i) => Math.min(i, 1));
  const pick = (c: number, row: number) => {
    const filter = filters.find(({ column }) => column === c);
    const open = Array.from({ length: domain.sizes[c]! }, (_, i) => i).filter(
      (i) => (filter?.weights[i] ?? 1) > 0,
    );
    return open[(row * (c + 3)) % open.length]!;
  };
  const levels = domain.sizes.map((_, c) => Uint16Array.from({ length: 500 }, (_, row) => pick(c, row)));
  const table = makeDecoder(
    { ...schema, constraints: schema.constraints.slice(2) },
    { seed, filters, maps },
    domain,
  ).block(levels);
  assert.deepEqual(violations(schema, table).constraints.slice(2), [0, 0, 0]);
  const last = table.find(({ name }) => name === "last");
  assert.ok(last?.kind === "number" && last.values.every((value) => value <= 64));
});

test("conditions that say nothing sensible are refused with E1006", () => {
  for (const condition of ["height>3", "stage=IV", "sex>f", "age=x", "age!=3", "age>500", "end=", "stage"])
    assert.throws(
      () => fineFilters(schema, [condition], domain),
      (error) => error instanceof SymbolonError && error.code === "E1006",
      condition,
    );
});
