import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { median } from "./median.ts";

test("the median of odd, even and one", () => {
  assert.equal(median([3]), 3);
  assert.equal(median([5, 1, 3]), 3);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.throws(() => median([]), RangeError);
});

test("as many values lie below as above, and the input is not reordered", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const copy = [...values];
      const middle = median(values);
      assert.deepEqual(values, copy);
      const below = values.filter((value) => value < middle).length;
      const above = values.filter((value) => value > middle).length;
      assert.ok(below <= values.length / 2 && above <= values.length / 2);
    }),
  );
});
