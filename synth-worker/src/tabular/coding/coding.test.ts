import assert from "node:assert/strict";
import { test } from "node:test";
import { SynthSchema } from "@symbolon/protocol";
import fc from "fast-check";
import { keystream } from "../../random/keystream.ts";
import { binSlopes, SLOPE_UNIT } from "./binSlopes.ts";
import { codeCell } from "./codeCell.ts";
import { drawUnit } from "./drawUnit.ts";
import { fineDomain } from "./fineDomain.ts";
import { makeDecoder } from "./makeDecoder.ts";

const schemaOf = (...columns: object[]) =>
  SynthSchema.parse({ format: "symbolon-synth-schema/1", name: "t", columns });
const numberOf = (column: object) => {
  const [fine] = fineDomain(schemaOf({ name: "x", kind: "number", min: 0, max: 100, ...column })).columns;
  assert.ok(fine?.kind === "number");
  return fine;
};
const seed = new Uint8Array(32).fill(7);

test("an integer range within the bins has one bin per integer; a wider one is cut evenly", () => {
  assert.deepEqual([...numberOf({ integer: true, min: 3, max: 6 }).cuts], [3, 4, 5, 6, 7]);
  assert.deepEqual([...numberOf({ integer: true, max: 9, bins: 3 }).cuts], [0, 3, 6, 10]);
  assert.deepEqual([...numberOf({ integer: true, min: 5, max: 5 }).cuts], [5, 6]);
});

test("declared edges and a missing level join the grid", () => {
  const fine = numberOf({ integer: true, bins: 2, edges: [1, 60], missing: true });
  assert.deepEqual([...fine.cuts], [0, 1, 50, 60, 101]);
  assert.equal(fine.size, 5);
});

test("decimals: a declared number is kept, else bins have at least 256 steps; 1.1 * 10 counts as whole", () => {
  assert.equal(numberOf({ bins: 64 }).decimals, 3);
  const fine = numberOf({ decimals: 1, min: 1.1, max: 2.2, bins: 1, edges: [1.2] });
  assert.deepEqual([...fine.cuts], [11, 12, 23]);
});

test("log bins have equal ratios, and start with single values where the range starts at 0", () => {
  assert.deepEqual(
    [...numberOf({ integer: true, min: 1, max: 999, bins: 3, scale: "log" }).cuts].slice(1, 3),
    [10, 100],
  );
  const { cuts } = numberOf({ integer: true, min: 0, max: 5004, scale: "log" });
  assert.deepEqual([...cuts].slice(0, 4), [0, 1, 2, 3]);
  assert.equal(cuts.at(-1), 5005);
});

test("cells are coded as documented", () => {
  const [stage, open] = fineDomain(
    schemaOf(
      { name: "stage", kind: "categorical", levels: ["I", "II"], missing: true },
      { name: "drug", kind: "categorical", levels: ["A"], open: true },
    ),
  ).columns;
  assert.deepEqual(
    ["", " I ", "II", "III"].map((text) => codeCell(stage!, text)),
    [0, 1, 2, "E1002"],
  );
  assert.deepEqual(
    ["A", "B", ""].map((text) => codeCell(open!, text)),
    [0, 1, "E1008"],
  );
  const age = numberOf({ integer: true, max: 9, bins: 5, missing: true });
  assert.deepEqual(
    ["", "0", "1.9", "2", "9", "-5", "1e9", "+.5", "nan", "1_0", "0x1", "1e999", "1,5"].map((text) =>
      codeCell(age, text),
    ),
    [0, 1, 1, 2, 5, 1, 5, 1, "E1003", "E1003", "E1003", "E1003", "E1003"],
  );
});

test("decoding undoes coding: every value lies in its bin, integers are whole, missing stays missing", () => {
  const column = fc.record({
    name: fc.constant("x"),
    kind: fc.constant("number"),
    min: fc.integer({ min: -50, max: 50 }),
    span: fc.integer({ min: 0, max: 5000 }),
    integer: fc.boolean(),
    missing: fc.boolean(),
    bins: fc.integer({ min: 1, max: 80 }),
    scale: fc.constantFrom("linear", "log"),
  });
  fc.assert(
    fc.property(column, ({ span, ...rest }) => {
      const schema = schemaOf({ ...rest, max: rest.min + span });
      const [fine] = fineDomain(schema).columns;
      assert.ok(fine?.kind === "number");
      const levels = Uint16Array.from({ length: 3 * fine.size }, (_, i) => i % fine.size);
      const counts = Float64Array.from({ length: fine.size }, (_, i) => (i * 37) % 11);
      const [decoded] = makeDecoder(schema, { seed, counts: [counts] }).block([levels]);
      assert.ok(decoded?.kind === "number");
      decoded.values.forEach((value, row) => {
        const text = Number.isNaN(value) ? "" : String(value);
        assert.equal(codeCell(fine, text), levels[row]);
        if (rest.integer && text !== "") assert.ok(Number.isInteger(value));
        assert.ok((text.split(".")[1] ?? "").length <= decoded.decimals);
      });
    }),
    { numRuns: 60 },
  );
});

test("rows do not depend on the size of blocks", () => {
  const schema = schemaOf(
    { name: "a", kind: "number", min: 0, max: 1 },
    { name: "b", kind: "categorical", levels: ["x", "y"] },
  );
  const levels = [Uint16Array.from({ length: 100 }, (_, i) => i % 64), new Uint16Array(100)];
  const whole = makeDecoder(schema, { seed }).block(levels)[0];
  const decoder = makeDecoder(schema, { seed });
  const parts = [0, 10, 77].map(
    (start, i) => decoder.block(levels.map((column) => column.slice(start, [10, 77, 100][i])))[0],
  );
  assert.ok(whole?.kind === "number");
  assert.deepEqual(
    parts.flatMap((part) => (part?.kind === "number" ? [...part.values] : [])),
    [...whole.values],
  );
});

test("the slope follows the neighbours and noise takes it away", () => {
  const fine = numberOf({ integer: true, max: 299, bins: 3 });
  const rising = binSlopes(fine, [100, 200, 300], 0);
  assert.equal(rising[1], SLOPE_UNIT / 4);
  assert.ok(rising[0]! > 0 && rising[2]! > 0);
  assert.equal(binSlopes(fine, [300, 200, 100], 0)[1], -SLOPE_UNIT / 4);
  assert.ok(Math.abs(binSlopes(fine, [100, 200, 300], 2000)[1]!) < SLOPE_UNIT / 100);
  assert.deepEqual([...binSlopes(fine, [-5, 0, -1], 10)], [0, 0, 0]);
});

test("a slope s puts (1 + s/2)/2 of the values into the upper half", () => {
  // 40,000 draws: the share's standard error is 0.0025, so 5 standard errors: false alarm below 1e-6.
  const stream = keystream(seed, "test");
  for (const slope of [0, 0.5, 1, -1]) {
    let upper = 0;
    for (let i = 0; i < 40_000; i++) if (drawUnit(stream, 0, 1000, slope * SLOPE_UNIT) >= 500) upper++;
    assert.ok(Math.abs(upper / 40_000 - (1 + slope / 2) / 2) < 0.0125, `${slope}: ${upper}`);
  }
});

test("bins wider than 2^32 steps are drawn over their whole width", () => {
  const stream = keystream(seed, "wide");
  const values = Array.from({ length: 200 }, () => drawUnit(stream, 0, 2 ** 39, 0));
  // P(no draw of 200 in the upper or lower tenth) = 2 * 0.9^200 < 2e-9.
  assert.ok(Math.max(...values) > 0.9 * 2 ** 39 && Math.min(...values) < 0.1 * 2 ** 39);
  assert.ok(values.every((value) => Number.isInteger(value) && value < 2 ** 39));
});
