import assert from "node:assert/strict";
import { test } from "node:test";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { splitWords } from "../rss/test-support/splitWords.ts";
import { threeParties } from "../rss/test-support/threeParties.ts";
import { cliqueLanes } from "./cliqueLanes.ts";
import { consistencyBits } from "./consistencyBits.ts";
import { laneLayout } from "./laneLayout.ts";
import { marginChecks } from "./marginChecks.ts";
import { numberPlanes } from "./numberPlanes.ts";
import { plainParty } from "./test-support/plainParty.ts";

const WIDTH = 10;
const SIZES = [3, 4, 2];
const CLIQUES = [[0], [1], [2], [0, 1], [2, 0], [1, 2], [0, 1, 2]].map((columns) => ({
  columns,
  shape: columns.map((column) => SIZES[column]!),
}));
const layout = laneLayout(CLIQUES.map(({ shape }) => shape.reduce((a, b) => a * b, 1)));
const checks = marginChecks(CLIQUES.map((clique, i) => ({ ...clique, lanes: cliqueLanes(layout, i) })));
const stream = fastStream(keystream(new Uint8Array(32), "consistency"));

type Table = { counts: number[]; patients: number };

function honest(patients: number): Table {
  const counts = new Array<number>(32 * layout.words).fill(0);
  for (let i = 0; i < patients; i++) {
    const levels = SIZES.map((size) => stream.nextBelow(size));
    for (const [clique, { columns, shape }] of CLIQUES.entries()) {
      const cell = columns.reduce((at, column, place) => at * shape[place]! + levels[column]!, 0);
      counts[cliqueLanes(layout, clique)[cell]!]! += 1;
    }
  }
  return { counts, patients };
}

async function bitsOf(tables: readonly Table[]): Promise<boolean[]> {
  const planes = tables.map(({ counts, patients }) => ({
    counts: numberPlanes(counts, { width: WIDTH, words: layout.words }),
    patients: numberPlanes([patients], { width: WIDTH, words: 1 }),
  }));
  const plain = plainParty();
  const held = (own: Uint32Array) => ({ own: own.slice(), next: new Uint32Array(own.length) });
  const bits = await consistencyBits(
    plain,
    planes.map(({ counts, patients }) => ({ counts: counts.map(held), patients: patients.map(held) })),
    checks,
  );
  // One bit per hospital and nothing more was opened.
  assert.deepEqual(plain.opened, [Uint32Array.from(bits, Number)]);
  const shares = planes.map(({ counts, patients }) => ({
    counts: counts.map((plane) => splitWords(plane, stream)),
    patients: patients.map((plane) => splitWords(plane, stream)),
  }));
  const { results } = await threeParties(async (party) =>
    consistencyBits(
      party,
      shares.map(({ counts, patients }) => ({
        counts: counts.map((plane) => plane[party.index]!),
        patients: patients.map((plane) => plane[party.index]!),
      })),
      checks,
    ),
  );
  for (const result of results) assert.deepEqual(result, bits);
  return bits;
}

test("honest tables pass, of no patient and of as many as the planes hold", async () => {
  assert.deepEqual(await bitsOf([honest(0), honest(1), honest(500), honest(2 ** WIDTH - 1)]), [
    true,
    true,
    true,
    true,
  ]);
});

test("any one cell changed, or the number of patients, fails that hospital and no other", async () => {
  const good = honest(200);
  const other = honest(77);
  for (const clique of CLIQUES.keys())
    for (const [cell, lane] of cliqueLanes(layout, clique).entries()) {
      const counts = good.counts.with(lane, good.counts[lane]! ^ (cell % 2 === 0 ? 1 : 512));
      // Hospital 1 of three is the one that lies.
      assert.deepEqual(await bitsOf([other, { ...good, counts }, good]), [true, false, true]);
    }
  assert.deepEqual(await bitsOf([{ ...good, patients: 201 }, good]), [false, true]);
});

test("a change that keeps sums modulo 2^planes is caught: sums do not wrap", async () => {
  const good = honest(100);
  const lanes = cliqueLanes(layout, 6);
  const counts = good.counts.slice();
  // Two cells of the 3-way table grow by 2^9 each: together 2^10, which is 0 modulo 2^WIDTH.
  counts[lanes[0]!]! += 512;
  counts[lanes[1]!]! += 512;
  assert.deepEqual(await bitsOf([{ ...good, counts }, good]), [false, true]);
});

test("every lane counts: of 70 checks that share no cell, any one that fails is noticed", async () => {
  const alone = Array.from({ length: 70 }, (_, lane) => ({ members: [lane], equals: lane + 70 }));
  const numbers = Array.from({ length: 140 }, (_, lane) => (lane % 70) + 1);
  const held = (own: Uint32Array) => ({ own, next: new Uint32Array(own.length) });
  const bits = async (counts: number[]) =>
    consistencyBits(
      plainParty(),
      [
        {
          counts: numberPlanes(counts, { width: 7, words: 5 }).map(held),
          patients: [held(new Uint32Array(1))],
        },
      ],
      alone,
    );
  assert.deepEqual(await bits(numbers), [true]);
  for (let lane = 0; lane < 70; lane++)
    assert.deepEqual(await bits(numbers.with(lane, 2 ** (lane % 7))), [numbers[lane] === 2 ** (lane % 7)]);
});

test("what must add up: totals of 1-way and 3-way tables, both margins of 2-way tables", () => {
  // 3 totals of 1-way tables, 3 + 4, 2 + 3 and 4 + 2 margins, 1 total of the 3-way table.
  assert.equal(checks.length, 3 + 7 + 5 + 6 + 1);
  const bare = marginChecks([{ columns: [4, 5], shape: [2, 2], lanes: [0, 1, 2, 3] }]);
  assert.deepEqual(bare[0], { members: [0, 1, 2, 3], equals: "patients" });
});

test("figure: about one AND per bit that takes part in a check", async () => {
  const plain = plainParty();
  const planes = 14;
  const big = laneLayout(new Array<number>(512).fill(100));
  const held = (words: number) => ({ own: new Uint32Array(words), next: new Uint32Array(words) });
  const counts = Array.from({ length: planes }, () => held(big.words));
  const whole = [...big.sizes.keys()].map((clique) => ({
    members: [...cliqueLanes(big, clique)],
    equals: "patients" as const,
  }));
  await consistencyBits(plain, [{ counts, patients: [held(1)] }], whole);
  assert.ok(plain.cost.ands <= 1.05 * 51_200 * planes, `${plain.cost.ands} ANDs`);
  assert.ok(plain.cost.rounds <= 30, `${plain.cost.rounds} rounds`);
});
