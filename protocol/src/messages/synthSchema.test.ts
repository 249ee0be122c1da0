import assert from "node:assert/strict";
import { test } from "node:test";
import { SynthSchema } from "./synthSchema.ts";

const stage = { name: "stage", kind: "categorical", levels: ["I", "II"], missing: true };
const age = { name: "age", kind: "number", min: 0, max: 100, integer: true };
const other = { name: "seen", kind: "number", min: 0, max: 100, integer: true };
const valid = { format: "symbolon-synth-schema/1", name: "t", columns: [stage, age, other] };
const faults = (change: object) =>
  SynthSchema.safeParse({ ...valid, ...change }).error?.issues.map(({ message }) => message) ?? [];

test("defaults are filled in", () => {
  const schema = SynthSchema.parse({ ...valid, columns: [stage, age, { name: "id", kind: "id" }] });
  assert.equal(schema.maxRecordsPerPatient, 1);
  const [, number] = schema.columns;
  assert.ok(number?.kind === "number" && number.bins === 64 && number.scale === "linear" && !number.missing);
});

test("each contradiction is named", () => {
  const column = (changed: object) => ({ columns: [{ ...age, ...changed }] });
  const one = (constraint: object) => ({ constraints: [constraint] });
  const cases: [object, RegExp][] = [
    [{ columns: [age, age] }, /age repeats/],
    [{ columns: [{ name: "id", kind: "id" }] }, /no column but ids/],
    [{ maxRecordsPerPatient: 2 }, /tells patients apart/],
    [column({ min: 5, max: 4 }), /empty range/],
    [column({ min: 0.5 }), /range is not/],
    [column({ decimals: 2 }), /integer with decimals/],
    [column({ edges: [3, 3] }), /ascend/],
    [column({ edges: [300] }), /outside its range/],
    [{ columns: [{ ...stage, levels: [] }] }, /no levels/],
    [{ columns: [{ ...stage, levels: ["(other)"], open: true }] }, /levels of stage repeat/],
    [one({ kind: "inequality", low: "age", high: "stage" }), /two numbers/],
    [one({ kind: "inequality", low: "age", high: "age" }), /two numbers/],
    [
      one({ kind: "implies", if: { column: "stage", level: "IX" }, must: { column: "age", missing: false } }),
      /IX is no level/,
    ],
    [
      one({ kind: "implies", if: { column: "age", level: null }, must: { column: "stage", level: "I" } }),
      /missing is no level/,
    ],
    [
      one({ kind: "implies", if: { column: "stage", from: 3 }, must: { column: "age", from: 3 } }),
      /range needs a number/,
    ],
    [one({ kind: "implies", if: { column: "age", from: 3 }, must: { column: "age", from: 3 } }), /of itself/],
    [
      one({ kind: "zeros", columns: ["stage", "none"], combinations: [["I", "I"]] }),
      /none, which is no column/,
    ],
    [
      one({ kind: "functional", from: ["stage"], to: "stage", table: [{ from: ["I"], to: "I" }] }),
      /cannot follow twice/,
    ],
    [
      one({ kind: "functional", from: ["stage"], to: "age", table: [{ from: ["I"], to: "200" }] }),
      /outside age/,
    ],
    [
      {
        constraints: [
          ["age", "seen"],
          ["seen", "age"],
        ].map(([low, high]) => ({ kind: "inequality", low, high })),
      },
      /circle/,
    ],
    [
      {
        constraints: [
          { kind: "functional", from: ["stage"], to: "age", table: [{ from: ["I"], to: "3" }] },
          { kind: "inequality", low: "age", high: "seen" },
        ],
      },
      /no other constraint may name it/,
    ],
  ];
  for (const [change, expected] of cases)
    assert.ok(
      faults(change).some((fault) => expected.test(fault)),
      `${expected}: ${faults(change).join("; ")}`,
    );
});
