import assert from "node:assert/strict";
import { test } from "node:test";
import { levelOrder } from "./levelOrder.ts";
import { mutualInformations } from "./mutualInformations.ts";

test("levels come in the order of their share of the second class, rare ones drawn to the mean", () => {
  // Shares of class 1: bin 0 all of 40, bin 1 none of 40, bin 2 half of 40, bin 3 its only record.
  const bins: number[] = [];
  const classes: number[] = [];
  const add = (bin: number, count: number, ones: number) => {
    for (let i = 0; i < count; i++) {
      bins.push(bin);
      classes.push(i < ones ? 1 : 0);
    }
  };
  add(0, 40, 40);
  add(1, 40, 0);
  add(2, 40, 20);
  add(3, 1, 1);
  const criterion = {
    classes: Uint8Array.from(classes),
    count: 2,
    restarts: Uint8Array.of(1, 1),
    weights: Float64Array.of(1, 1),
  };
  const ranks = [...levelOrder(Uint8Array.from(bins), 4, criterion, Int32Array.from(bins.keys()))];
  const inOrder = ranks[0]! > ranks[1]! ? ranks : ranks.map((rank) => 3 - rank);
  assert.deepEqual(inOrder, [3, 0, 1, 2]);
});

test("mutual information: ln 2 for a copy, 0 for an independent column, symmetric, and 0 for no records", () => {
  const a = Uint8Array.from({ length: 4000 }, (_, i) => i % 2);
  const b = Uint8Array.from({ length: 4000 }, (_, i) => (i >> 1) % 2);
  const table = mutualInformations([a, a, b], [2, 2, 2]);
  assert.ok(Math.abs(table[0]![1]! - Math.LN2) < 1e-3);
  assert.equal(table[0]![2], 0);
  assert.equal(table[1]![0], table[0]![1]);
  assert.deepEqual([...mutualInformations([new Uint8Array(0), new Uint8Array(0)], [2, 2])[0]!], [0, 0]);
});
