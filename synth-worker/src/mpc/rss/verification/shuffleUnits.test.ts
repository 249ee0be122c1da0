import assert from "node:assert/strict";
import { test } from "node:test";
import { keystream } from "../../../random/keystream.ts";
import { shuffleUnits } from "./shuffleUnits.ts";

const stream = keystream(new Uint8Array(32), "shuffle test");

for (const partUnits of [16384, 2]) {
  test(`every order of six units is equally likely (no shuffle bias), in parts of about ${partUnits}`, () => {
    const RUNS = 18000;
    const counts = new Map<string, number>();
    for (let run = 0; run < RUNS; run++) {
      const words = new Uint32Array(3);
      new Uint16Array(words.buffer).set([0, 1, 2, 3, 4, 5]);
      shuffleUnits([words], stream.bytes(16), partUnits);
      const order = new Uint16Array(words.buffer).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const expected = RUNS / 720;
    let chiSquare = (720 - counts.size) * expected;
    for (const count of counts.values()) chiSquare += (count - expected) ** 2 / expected;
    // 719 degrees of freedom: mean 719, standard deviation 38; six of them. The seed is fixed, so there is no false alarm.
    assert.ok(chiSquare < 947, `chi square ${chiSquare}`);
  });
}

test("all columns are shuffled alike, nothing is lost, and the coin decides", () => {
  const length = 30000;
  const fresh = (): Uint32Array => Uint32Array.from({ length }, (_, i) => 2 * i + 65536 * (2 * i + 1));
  const first = fresh();
  const second = first.slice();
  const coin = stream.bytes(16);
  shuffleUnits([first, second], coin);
  assert.deepEqual(first, second);
  const units = [...new Uint16Array(first.buffer)];
  assert.notDeepEqual(
    units,
    [...units].sort((a, b) => a - b),
  );
  assert.deepEqual(
    units.sort((a, b) => a - b),
    Array.from({ length: 2 * length }, (_, i) => i),
  );
  const third = fresh();
  shuffleUnits([third], stream.bytes(16));
  assert.notDeepEqual(third, first);
});
