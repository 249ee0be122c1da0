import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dequantise } from "./dequantise.ts";
import { domainOf } from "./domain.ts";
import { projectToSimplex } from "./projectToSimplex.ts";
import { spanningForest } from "./spanningForest.ts";
import { toCsv } from "./toCsv.ts";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const seed = new Uint8Array(32).fill(9);

const categorical = (name: string, size: number) => ({
  name,
  label: name,
  kind: "categorical" as const,
  levels: Array.from({ length: size }, (_, i) => `${name}${i}`),
});
test("a column has a cell per level or per bin", () => {
  const numeric = { name: "n", label: "n", kind: "numeric" as const, unit: "d", edges: [0, 10, 20, 30] };
  assert.deepEqual(domainOf({ columns: [categorical("a", 2), numeric] }), {
    names: ["a", "n"],
    sizes: [2, 3],
  });
});

test("projection on the simplex is non-negative, sums up, leaves good tables alone and is nearest", () => {
  assert.deepEqual([...projectToSimplex(Float64Array.of(3, 7), 10)], [3, 7]);
  assert.deepEqual([...projectToSimplex(Float64Array.of(-5, 4, 8), 10)], [0, 3, 7]);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (values) => {
        const target = Float64Array.from(values);
        const out = projectToSimplex(target, 40);
        near(sum(out), 40, 1e-9);
        assert.ok(out.every((x) => x >= 0));
        // Nearest: every positive entry moved by one amount, every zero entry would have moved further down.
        const shifts = [...out].map((x, i) => x - target[i]!);
        const shift = shifts.find((_, i) => out[i]! > 0)!;
        shifts.forEach((s, i) => {
          if (out[i]! > 0) near(s, shift, 1e-9);
          else assert.ok(s >= shift - 1e-9);
        });
      },
    ),
  );
});

test("the forest is the heaviest, skips worthless edges and breaks ties by order", () => {
  const edges = [
    { a: 0, b: 1, weight: 1 },
    { a: 1, b: 2, weight: 3 },
    { a: 0, b: 2, weight: 2 },
    { a: 2, b: 3, weight: 0 },
  ];
  assert.deepEqual(spanningForest(4, edges), [1, 2]);
  assert.deepEqual(
    spanningForest(3, [
      { a: 0, b: 1, weight: 1 },
      { a: 1, b: 2, weight: 1 },
      { a: 0, b: 2, weight: 1 },
    ]),
    [0, 1],
  );
});

test("values lie in their bins, also when columns are narrow or start below zero", () => {
  const numeric = { name: "n", label: "n", kind: "numeric" as const, unit: "d", edges: [-5, -4, 0, 100] };
  const table = {
    sizes: [3, 2],
    rows: 300,
    columns: [Uint16Array.from({ length: 300 }, (_, i) => i % 3), new Uint16Array(300)],
  };
  const [values, levels] = dequantise([numeric, categorical("a", 2)], table, seed);
  assert.ok(values?.kind === "numeric" && levels?.kind === "categorical");
  values.values.forEach((value, row) => {
    assert.ok(
      Number.isInteger(value) && value >= numeric.edges[row % 3]! && value < numeric.edges[(row % 3) + 1]!,
    );
  });
  assert.ok(new Set(values.values).size > 50);
});

test("CSV quotes what RFC 4180 asks to quote and ends every line with a line feed", () => {
  const bytes = toCsv([
    {
      name: "a,b",
      kind: "categorical",
      levels: ['say "x"', "plain", "two\nlines"],
      cells: Uint16Array.of(0, 1, 2),
    },
    { name: "n", kind: "numeric", values: Float64Array.of(-1, 0, 12345678901) },
  ]);
  assert.equal(
    new TextDecoder().decode(bytes),
    '"a,b",n\n"say ""x""",-1\nplain,0\n"two\nlines",12345678901\n',
  );
});
