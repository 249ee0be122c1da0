import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { patientNumbers } from "./patientNumbers.ts";

test("two hospitals: their sum, and the larger one rounded up to a whole number of bits", () => {
  assert.deepEqual(patientNumbers([2980, 690]), { patients: 3670, mostPatients: 4095 });
  assert.deepEqual(patientNumbers([0]), { patients: 1, mostPatients: 1023 });
  assert.deepEqual(patientNumbers([5e8, 9e8]), { patients: 2 ** 30, mostPatients: 2 ** 24 - 1 });
  assert.throws(() => patientNumbers([]), RangeError);
});

test("no hospital has more patients than its order allows because the catalogue rounds", () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 24 - 20 }), (exact) => {
      const published = Math.round(exact / 10) * 10;
      assert.ok(exact <= patientNumbers([published]).mostPatients);
    }),
    { examples: [[1023], [1024], [1025], [4094], [4095], [4096]] },
  );
});
