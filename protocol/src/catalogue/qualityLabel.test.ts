import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type MeasuredQuality, qualityLabel } from "./qualityLabel.ts";

const element = (measured: MeasuredQuality, name: string) =>
  qualityLabel({}, measured).elements.find((each) => each.name === name)!;

test("covers the six groups of Art. 78(3); of an empty entry only its documentation is judged, and poor", () => {
  const label = qualityLabel({});
  assert.deepEqual([...new Set(label.elements.map(({ group }) => group))], ["a", "b", "c", "d", "e", "f"]);
  const known = label.elements.filter(({ level }) => level !== null);
  assert.deepEqual(
    known.map(({ group, level }) => [group, level]),
    [
      ["a", 0],
      ["a", 0],
    ],
  );
  assert.equal(label.known, 2);
  assert.equal(label.of, label.elements.length);
});

test("completeness, uniqueness, validity and consistency equal a recomputation from the counts", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(1e6), (all, draw) => {
      const bad = draw % (all + 1);
      for (const [name, measured] of [
        ["completeness", { cells: all, emptyCells: bad }],
        ["uniqueness", { rows: all, repeatedRows: bad }],
        ["validity", { cells: all, invalidCells: bad }],
        ["consistency", { codes: all, unmappedCodes: bad }],
      ] as const) {
        const { level, basis, detail } = element(measured, name);
        const share = (all - bad) / all;
        assert.equal(basis, "measured");
        assert.ok(Math.abs(Number(detail.split(" ")[0]) / 100 - share) <= 0.001 + 1e-9);
        const limits = [0.5, 0.9, 0.99];
        // Within rounding of a limit either side is right.
        if (limits.every((limit) => Math.abs(share - limit) > 1e-9))
          assert.equal(level, limits.filter((limit) => share >= limit).length);
      }
    }),
  );
});

test("one bad cell of a million never reads as 100 %", () => {
  assert.match(element({ cells: 1_000_000, emptyCells: 1 }, "completeness").detail, /^99\.9 %/);
  assert.match(element({ cells: 1_000_000, emptyCells: 0 }, "completeness").detail, /^100 %/);
});

test("counts that contradict one another give no level", () => {
  for (const measured of [
    { cells: 0, emptyCells: 0 },
    { cells: 5, emptyCells: 6 },
    { cells: 5, emptyCells: -1 },
    { cells: 5 },
  ])
    assert.equal(element(measured, "completeness").level, null);
});

test("the time from permit to data has the levels 3, 2, 1 and 0 below 30, below 90, to 180 and above 180 days", () => {
  for (const [days, level] of [
    [29.9, 3],
    [30, 2],
    [89, 2],
    [90, 1],
    [180, 1],
    [181, 0],
  ] as const)
    assert.equal(element({ permitToDataDays: days }, "permit to data").level, level);
});
