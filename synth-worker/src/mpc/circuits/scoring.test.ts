import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { splitWords } from "../rss/test-support/splitWords.ts";
import { threeParties } from "../rss/test-support/threeParties.ts";
import { aggregate } from "./aggregate.ts";
import { argmax } from "./argmax.ts";
import { l1Scores } from "./l1Scores.ts";
import { laneLayout } from "./laneLayout.ts";
import { memberLanes } from "./memberLanes.ts";
import { numberPlanes } from "./numberPlanes.ts";
import { planeNumbers } from "./planeNumbers.ts";
import type { Planes } from "./planes.ts";
import { plainParty } from "./test-support/plainParty.ts";
import { runCircuit } from "./test-support/runCircuit.ts";
import { usedLanes } from "./usedLanes.ts";

const stream = fastStream(keystream(new Uint8Array(32), "scoring"));
const below = (n: number, count: number) => Array.from({ length: count }, () => stream.nextBelow(n));
const held = (planes: readonly Uint32Array[]): Planes =>
  planes.map((own) => ({ own: own.slice(), next: new Uint32Array(own.length) }));

test("aggregate is the sum of the tables in used lanes, and 0 in padding whatever hospitals enter there", async () => {
  const layout = laneLayout([5, 33, 2, 7]);
  const used = usedLanes(layout);
  for (const hospitals of [1, 2, 3, 10]) {
    const tables = Array.from({ length: hospitals }, () => ({
      numbers: below(2 ** 9, 32 * layout.words),
      width: 9,
    }));
    const { numbers } = await runCircuit(tables, 32 * layout.words, async (party, all) =>
      aggregate(party, all, used),
    );
    for (const [lane, sum] of numbers.entries()) {
      const isUsed = ((used[lane >>> 5]! >>> (lane & 31)) & 1) === 1;
      const expected = isUsed ? tables.reduce((total, table) => total + table.numbers[lane]!, 0) : 0;
      assert.equal(sum, expected);
    }
  }
});

test("scores are weight x sum |count - expected| - penalty + noise, for cliques of any sizes, weights and expectations", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 70 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 5 }),
      fc.constantFrom(1, 2, 7, 255),
      fc.boolean(),
      async (sizes, width, fractionBits, mostWeight, withNoise) => {
        const layout = laneLayout(sizes);
        const lanes = memberLanes(layout);
        // Padding holds garbage, as a hostile hospital would enter it.
        const counts = below(2 ** width, 32 * layout.words);
        const expected = below(2 ** width + 3, lanes.length);
        const weights = below(mostWeight + 1, sizes.length);
        const penalties = below(1000, sizes.length);
        const noise = below(2 ** 10, 32 * layout.laneWords);
        const operands = [
          { numbers: counts, width },
          { numbers: noise, width: 10 },
        ];
        const { numbers } = await runCircuit(operands, 32 * layout.laneWords, async (party, [x, z]) =>
          l1Scores(party, {
            counts: x!,
            layout,
            expected,
            weights,
            penalties,
            fractionBits,
            ...(withNoise
              ? {
                  noise: z!.map(({ own, next }) => ({
                    own: own.subarray(0, layout.laneWords),
                    next: next.subarray(0, layout.laneWords),
                  })),
                }
              : {}),
          }),
        );
        const largest = Math.max(...penalties);
        let at = 0;
        for (const [clique, size] of sizes.entries()) {
          let distance = 0;
          for (let i = 0; i < size; i++, at++)
            distance += Math.abs(counts[lanes[at]!]! - Math.min(expected[at]!, 2 ** width - 1));
          const lane = layout.lane[clique]!;
          const score = distance * weights[clique]! * 2 ** fractionBits + largest - penalties[clique]!;
          assert.equal(numbers[lane], score + (withNoise ? noise[lane]! : 0));
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("no score wraps: all counts as large as they can be against 0, largest weight and noise", async () => {
  const layout = laneLayout([1000, 3]);
  const width = 14;
  const counts = new Array<number>(32 * layout.words).fill(2 ** width - 1);
  const noise = new Array<number>(32).fill(2 ** 20 - 1);
  const plain = plainParty();
  const scores = await l1Scores(plain, {
    counts: held(numberPlanes(counts, { width, words: layout.words })),
    layout,
    expected: new Uint32Array(1003),
    weights: [255, 255],
    penalties: [0, 999],
    fractionBits: 4,
    noise: held(numberPlanes(noise, { width: 20, words: 1 })),
  });
  const opened = planeNumbers(
    scores.map(({ own }) => own),
    2,
  );
  assert.equal(opened[0], 16 * 255 * 1000 * (2 ** 14 - 1) + 999 + 2 ** 20 - 1);
  // Such a score is possible, so not one plane is there for nothing.
  assert.ok(opened[0]! >= 2 ** (scores.length - 1));
});

test("one patient more or less moves a score by at most weight x 2^fractionBits", async () => {
  const layout = laneLayout([9, 4, 6]);
  const weights = [3, 1, 5];
  const score = async (counts: number[], expected: number[]) => {
    const scores = await l1Scores(plainParty(), {
      counts: held(numberPlanes(counts, { width: 6, words: layout.words })),
      layout,
      expected,
      weights,
      penalties: [0, 0, 0],
      fractionBits: 2,
    });
    return planeNumbers(
      scores.map(({ own }) => own),
      3,
    );
  };
  const lanes = memberLanes(layout);
  for (let trial = 0; trial < 60; trial++) {
    const expected = below(63, lanes.length);
    const counts = new Array<number>(32 * layout.words).fill(0);
    for (const lane of lanes) counts[lane] = stream.nextBelow(63);
    const more = counts.slice();
    let first = 0;
    // The patient is in one cell of each clique.
    for (const size of layout.sizes) {
      more[lanes[first + stream.nextBelow(size)]!]! += 1;
      first += size;
    }
    const [before, after] = [await score(counts, expected), await score(more, expected)];
    for (const [clique, weight] of weights.entries()) {
      const lane = layout.lane[clique]!;
      assert.ok(Math.abs(after[lane]! - before[lane]!) <= 4 * weight);
    }
  }
});

test("impossible score inputs are refused", async () => {
  const layout = laneLayout([2]);
  const good = {
    counts: held(numberPlanes([1], { width: 3, words: layout.words })),
    layout,
    expected: [0, 1],
    weights: [1],
    penalties: [0],
    fractionBits: 0,
  };
  for (const bad of [
    { expected: [0] },
    { expected: [0, 0.5] },
    { expected: [0, -1] },
    { weights: [] },
    { weights: [-1] },
    { penalties: [0.5] },
    { fractionBits: -1 },
    { counts: held([new Uint32Array(1)]) },
  ])
    await assert.rejects(l1Scores(plainParty(), { ...good, ...bad }), RangeError);
});

test("argmax names the first of the largest, in the order of the list, for any number of candidates", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 90 }),
      fc.infiniteStream(fc.nat()),
      async (scores, random) => {
        const lanes = [...scores.keys()].filter(() => random.next().value % 4 !== 0);
        if (lanes.length === 0) lanes.push(0);
        // Any order may be asked for.
        if (random.next().value % 2 === 0) lanes.reverse();
        const listed = lanes.map((lane) => scores[lane]!);
        const words = Math.ceil(scores.length / 32);
        const planes = numberPlanes(scores, { width: 4, words });
        const expected = listed.indexOf(Math.max(...listed));
        assert.equal(await argmax(plainParty(), held(planes), lanes), expected);
        const shares = planes.map((plane) => splitWords(plane, stream));
        const { results } = await threeParties(async (party) =>
          argmax(
            party,
            shares.map((plane) => plane[party.index]!),
            lanes,
          ),
        );
        assert.deepEqual(results, [expected, expected, expected]);
      },
    ),
    { numRuns: 60 },
  );
  await assert.rejects(argmax(plainParty(), held([new Uint32Array(1)]), []), RangeError);
  await assert.rejects(argmax(plainParty(), held([new Uint32Array(1)]), [32]), RangeError);
});

test("figure: 64 candidates of 32 bits, at most 50 rounds and 6 KB per party; nothing but the index is opened", async () => {
  const planes = numberPlanes(below(2 ** 32, 64), { width: 32, words: 2 });
  const shares = planes.map((plane) => splitWords(plane, stream));
  const { costs } = await threeParties(async (party) =>
    argmax(
      party,
      shares.map((plane) => plane[party.index]!),
      [...Array(64).keys()],
    ),
  );
  for (const cost of costs) {
    assert.equal(cost.rounds, 28);
    assert.ok(cost.bytesSent <= 3000, `${cost.bytesSent} bytes`);
  }
  const plain = plainParty();
  await argmax(plain, held(planes), [...Array(64).keys()]);
  assert.equal(plain.opened.length, 1);
  // Three levels of two bits: six words with one used lane each.
  assert.equal(plain.opened[0]!.length, 6);
  assert.ok(plain.opened[0]!.every((word) => word <= 1));
});

test("figure: AIM's scoring of 455,000 cells in 47 rounds and 2.1 MB; the shape does not depend on the data", async () => {
  const sizes = new Array<number>(455).fill(1000);
  const layout = laneLayout(sizes);
  const lanes = memberLanes(layout);
  const expected = below(300, lanes.length);
  const costs = [];
  for (const counts of [new Array<number>(32 * layout.words).fill(0), below(2 ** 17, 32 * layout.words)]) {
    const plain = plainParty();
    await l1Scores(plain, {
      counts: held(numberPlanes(counts, { width: 17, words: layout.words })),
      layout,
      expected,
      weights: sizes.map((_, i) => 1 + (i % 255)),
      penalties: sizes.map((_, i) => i),
      fractionBits: 4,
    });
    costs.push({ ...plain.cost });
  }
  assert.deepEqual(costs[0], costs[1]);
  // 36.4 ANDs and 4.6 bytes per cell.
  assert.deepEqual(costs[0], { bytesSent: 2_071_800, rounds: 47, ands: 16_574_400 });
});
