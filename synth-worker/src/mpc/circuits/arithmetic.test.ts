import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { absolute } from "./absolute.ts";
import { addPrefix } from "./addPrefix.ts";
import { equal } from "./equal.ts";
import { extendPlanes } from "./extendPlanes.ts";
import { joinShared } from "./joinShared.ts";
import { laneLayout } from "./laneLayout.ts";
import { leadingOne } from "./leadingOne.ts";
import { lessThan } from "./lessThan.ts";
import { lookUp } from "./lookUp.ts";
import { memberLanes } from "./memberLanes.ts";
import { numberPlanes } from "./numberPlanes.ts";
import { oneHot } from "./oneHot.ts";
import { permuteLanes } from "./permuteLanes.ts";
import { planeNumbers } from "./planeNumbers.ts";
import { popcount } from "./popcount.ts";
import { publicPlanes } from "./publicPlanes.ts";
import { select } from "./select.ts";
import { subtractPublic } from "./subtractPublic.ts";
import { sumLanes } from "./sumLanes.ts";
import { sumPlanes } from "./sumPlanes.ts";
import { type Operand, runCircuit } from "./test-support/runCircuit.ts";

const runs = { numRuns: 25 };
const signed = (value: number, width: number) => (value >= 2 ** (width - 1) ? value - 2 ** width : value);

/** `count` operands of one width and one number of lanes. */
const operands = (count: number, mostWidth = 40) =>
  fc
    .record({ width: fc.integer({ min: 1, max: mostWidth }), lanes: fc.integer({ min: 1, max: 70 }) })
    .chain(({ width, lanes }) => {
      // Small numbers often: equal pairs, zeros and borrows must occur.
      const number = fc.oneof(
        fc.integer({ min: 0, max: Math.min(3, 2 ** width - 1) }),
        fc.constant(2 ** width - 1),
        fc.integer({ min: 0, max: 2 ** width - 1 }),
      );
      const operand = fc.array(number, { minLength: lanes, maxLength: lanes });
      return fc.record({
        lanes: fc.constant(lanes),
        width: fc.constant(width),
        inputs: fc.array(
          operand.map((numbers): Operand => ({ numbers, width })),
          { minLength: count, maxLength: count },
        ),
      });
    });

/** Asserts that lane by lane the circuit gives `expected` of the operands. */
async function check(
  { lanes, inputs }: { lanes: number; inputs: readonly Operand[] },
  circuit: Parameters<typeof runCircuit>[2],
  expected: (...values: number[]) => number,
): Promise<void> {
  const { numbers } = await runCircuit(inputs, lanes, circuit);
  const plain = Array.from({ length: lanes }, (_, lane) =>
    expected(...inputs.map((operand) => operand.numbers[lane]!)),
  );
  assert.deepEqual(Array.from(numbers), plain);
}

test("adders give x + y: prefix modulo 2^width, sums of many numbers without wrapping", async () => {
  await fc.assert(
    fc.asyncProperty(operands(2), async (input) => {
      await check(
        input,
        async (party, [x, y]) => addPrefix(party, x!, y!),
        (x, y) => (x + y) % 2 ** input.width,
      );
      for (const adder of ["ripple", "prefix"] as const)
        await check(
          input,
          async (party, [x, y]) => sumPlanes(party, [{ planes: x! }, { planes: y!, shift: 2 }], adder),
          (x, y) => x + 4 * y,
        );
    }),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(
      operands(11, 12),
      fc.constantFrom("ripple" as const, "prefix" as const),
      async (input, adder) => {
        await check(
          input,
          async (party, all) =>
            sumPlanes(
              party,
              all.map((planes) => ({ planes })),
              adder,
            ),
          (...values) => values.reduce((sum, value) => sum + value, 0),
        );
      },
    ),
    runs,
  );
});

test("x - c for public c, absolute value, sign, extension", async () => {
  await fc.assert(
    fc.asyncProperty(operands(2), async (input) => {
      const { width, lanes, inputs } = input;
      const c = inputs[1]!;
      const words = Math.ceil(lanes / 32);
      const minus = numberPlanes(c.numbers, { width, words });
      await check(
        input,
        async (party, [x]) => subtractPublic(party, x!, minus),
        (x, y) => (x >= y ? x - y : x - y + 2 ** (width + 1)),
      );
      await check(
        input,
        async (party, [x]) => absolute(party, x!),
        (x) => Math.abs(signed(x, width)),
      );
      await check(
        input,
        async (_, [x]) => extendPlanes(x!, width + 3, "signed"),
        (x) => (signed(x, width) + 2 ** (width + 3)) % 2 ** (width + 3),
      );
      await check(
        input,
        async (_, [x]) => extendPlanes(x!, width + 3, "unsigned"),
        (x) => x,
      );
    }),
    runs,
  );
  assert.throws(() => extendPlanes([], 3, "signed"), RangeError);
});

test("comparison, equality, choice", async () => {
  await fc.assert(
    fc.asyncProperty(operands(3), async (input) => {
      await check(
        input,
        async (party, [x, y]) => [await lessThan(party, x!, y!)],
        (x, y) => Number(x < y),
      );
      await check(
        input,
        async (party, [x, y]) => [await equal(party, x!, y!)],
        (x, y) => Number(x === y),
      );
      await check(
        input,
        async (party, [x, y, z]) => select(party, z![0]!, x!, y!),
        (x, y, z) => (z % 2 === 1 ? x : y),
      );
    }),
    runs,
  );
});

test("leading one, one-hot, table at a secret place", async () => {
  await fc.assert(
    fc.asyncProperty(operands(1, 9), async (input) => {
      const { width } = input;
      await check(
        input,
        async (party, [x]) => leadingOne(party, x!),
        (x) => (x === 0 ? 0 : 2 ** Math.floor(Math.log2(x))),
      );
      const table = Array.from({ length: 2 ** width }, (_, v) => (v * 40503) % 2 ** 17);
      await check(
        input,
        async (party, [x]) => lookUp(await oneHot(party, x!), table, 17),
        (x) => table[x]!,
      );
    }),
    runs,
  );
});

test("popcount, and sums over lanes of groups, whatever lies in the padding", async () => {
  await fc.assert(
    fc.asyncProperty(operands(1, 30), async (input) => {
      await check(
        input,
        async (party, [x]) => popcount(party, joinShared(x!), x!.length, "prefix"),
        (x) => x.toString(2).replaceAll("0", "").length,
      );
    }),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 70 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 2047 })),
      async (sizes, stream) => {
        const layout = laneLayout(sizes);
        const numbers = Array.from({ length: 32 * layout.words }, () => stream.next().value);
        const lanes = memberLanes(layout);
        assert.equal(new Set(lanes).size, lanes.length);
        const sums = await runCircuit([{ numbers, width: 11 }], 32 * layout.laneWords, async (party, [x]) =>
          sumLanes(party, x!, layout, "ripple"),
        );
        let at = 0;
        for (const [group, size] of sizes.entries()) {
          let sum = 0;
          for (let i = 0; i < size; i++) sum += numbers[lanes[at++]!]!;
          assert.equal(sums.numbers[layout.lane[group]!], sum);
        }
      },
    ),
    runs,
  );
});

test("lanes can be moved, and numbers laid out in planes and back", async () => {
  await fc.assert(
    fc.asyncProperty(operands(1, 53), fc.infiniteStream(fc.nat(1000)), async (input, stream) => {
      const { lanes, width, inputs } = input;
      const source = Int32Array.from({ length: 45 }, () => (stream.next().value % (lanes + 1)) - 1);
      const { numbers } = await runCircuit(inputs, 45, async (_, [x]) => permuteLanes(x!, source));
      assert.deepEqual(
        Array.from(numbers),
        Array.from(source, (lane) => (lane < 0 ? 0 : inputs[0]!.numbers[lane]!)),
      );
      const planes = numberPlanes(inputs[0]!.numbers, { width, words: 3 });
      assert.deepEqual(
        Array.from(planeNumbers(planes, lanes, "signed")),
        Array.from(inputs[0]!.numbers, (value) => signed(value, width)),
      );
      await check(
        input,
        async (party) => publicPlanes(party, inputs[0]!.numbers, { width, words: Math.ceil(lanes / 32) }),
        (x) => x,
      );
    }),
    runs,
  );
  assert.throws(() => numberPlanes([8], { width: 3, words: 1 }), RangeError);
  assert.throws(() => numberPlanes([-1], { width: 3, words: 1 }), RangeError);
  assert.throws(() => numberPlanes(new Uint32Array(33), { width: 3, words: 1 }), RangeError);
});

test("figures of the protocol: ANDs per lane and rounds of the building blocks", async () => {
  const input: Operand[] = Array.from({ length: 10 }, () => ({ numbers: new Uint32Array(32), width: 32 }));
  const cost = async (circuit: Parameters<typeof runCircuit>[2], used = input) => {
    const { cost } = await runCircuit(used, 1, circuit);
    return [cost.ands / 32, cost.rounds];
  };
  const c = numberPlanes(new Uint32Array(32), { width: 32, words: 1 });
  assert.deepEqual(await cost(async (party, [x]) => subtractPublic(party, x!, c)), [31, 31]);
  assert.deepEqual(await cost(async (party, [x, y]) => addPrefix(party, x!, y!)), [151, 6]);
  assert.deepEqual(await cost(async (party, [x, y]) => [await lessThan(party, x!, y!)]), [89, 6]);
  assert.deepEqual(await cost(async (party, [x, y]) => [await equal(party, x!, y!)]), [31, 5]);
  assert.deepEqual(await cost(async (party, [x, y, z]) => select(party, z![0]!, x!, y!)), [32, 1]);
  const bytes = input.map(({ numbers }) => ({ numbers, width: 8 }));
  assert.deepEqual(await cost(async (party, [x]) => (await oneHot(party, x!)).slice(0, 40), bytes), [247, 3]);
  // Ten numbers of 32 planes: 320 bits come in, 36 go out.
  const [ands, rounds] = await cost(async (party, all) =>
    sumPlanes(
      party,
      all.map((planes) => ({ planes })),
      "ripple",
    ),
  );
  assert.ok(ands! <= 320 - 36 + 20, `${ands} ANDs`);
  assert.ok(rounds! <= 5 + 35, `${rounds} rounds`);
});
