import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { attackSigns } from "./attackSigns.ts";

/** The first `n` of 100 patients, without those of `but`. */
const first = (n: number, ...but: number[]) =>
  Uint8Array.from({ length: 100 }, (_, row) => Number(row < n && !but.includes(row)));
const order = (inside: Uint8Array) => ({ orderId: "9", inside });

describe("signs of an attack", () => {
  it("Art. 61(3): a cohort of one to nine patients is one; of none, ten or more it is not", () => {
    for (const [patients, expected] of [
      [0, []],
      [1, [{ kind: "narrow-cohort" }]],
      [9, [{ kind: "narrow-cohort" }]],
      [10, []],
      [100, []],
    ] as const)
      assert.deepEqual(attackSigns(order(first(patients)), []), expected);
  });

  it("Art. 61(3): an order that differs from an earlier one of the account by one patient is one, and names it", () => {
    const earlier = [
      { orderId: "3", inside: first(60) },
      { orderId: "4", inside: first(90) },
    ];
    assert.deepEqual(attackSigns(order(first(60, 17)), earlier), [{ kind: "near-identical", orderId: "3" }]);
    assert.deepEqual(attackSigns(order(first(60)), earlier), []);
    assert.deepEqual(attackSigns(order(first(70)), earlier), []);
    assert.deepEqual(attackSigns(order(first(69)), earlier), [{ kind: "near-identical", orderId: "3" }]);
  });

  it("is the same whichever of two orders comes first", () => {
    const flags = fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: 30, maxLength: 30 })
      .map((list) => Uint8Array.from(list));
    fc.assert(
      fc.property(flags, flags, (a, b) => {
        const near = (one: Uint8Array, other: Uint8Array) =>
          attackSigns(order(one), [{ orderId: "1", inside: other }]).some(
            ({ kind }) => kind === "near-identical",
          );
        assert.equal(near(a, b), near(b, a));
      }),
    );
  });

  it("refuses cohorts of different records", () => {
    assert.throws(
      () => attackSigns(order(first(9)), [{ orderId: "1", inside: new Uint8Array(3) }]),
      RangeError,
    );
  });
});
