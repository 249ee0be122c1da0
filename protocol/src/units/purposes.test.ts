import assert from "node:assert/strict";
import { test } from "node:test";
import { PURPOSES, purposeMask } from "./purposes.ts";

test("bits follow the order of the list, codes and points are unique", () => {
  assert.deepEqual(
    PURPOSES.map(({ bit }) => bit),
    PURPOSES.map((_, index) => index),
  );
  assert.equal(new Set(PURPOSES.map(({ code }) => code)).size, PURPOSES.length);
  assert.equal(new Set(PURPOSES.map(({ point }) => point)).size, PURPOSES.length);
});

test("points (a) to (c) are for public bodies only, Regulation (EU) 2025/327 Art. 53(2)", () => {
  assert.deepEqual(
    PURPOSES.filter(({ publicBodiesOnly }) => publicBodiesOnly).map(({ point }) => point),
    ["a", "b", "c"],
  );
});

test("a purpose is found by code or point; an unknown one is refused", () => {
  assert.equal(purposeMask("SCIENTIFIC_RESEARCH"), 16);
  assert.equal(purposeMask("e"), 16);
  assert.equal(purposeMask("a"), 1);
  for (const { code, point, bit } of PURPOSES) {
    assert.equal(purposeMask(code), 1 << bit);
    assert.equal(purposeMask(point), 1 << bit);
  }
  for (const name of ["", "MARKETING", "g", "scientific_research"])
    assert.throws(() => purposeMask(name), RangeError);
});
