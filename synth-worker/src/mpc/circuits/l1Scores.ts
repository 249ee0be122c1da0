import type { Party } from "../rss/party.ts";
import { sharedConstant } from "../rss/sharedConstant.ts";
import { bitHeap } from "./bitHeap.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { compressHeap } from "./compressHeap.ts";
import { heapRow } from "./heapRow.ts";
import type { LaneLayout } from "./laneLayout.ts";
import { layoutHeap } from "./layoutHeap.ts";
import { maskShared } from "./maskShared.ts";
import { memberPlanes } from "./memberPlanes.ts";
import { numberPlanes } from "./numberPlanes.ts";
import type { Planes } from "./planes.ts";
import { subtractPublic } from "./subtractPublic.ts";
import { sumHeap } from "./sumHeap.ts";
import { usedLanes } from "./usedLanes.ts";
import { xorShared } from "./xorShared.ts";

export type ScoreInput = {
  /** Cells of all cliques in the layout (members are cells), unsigned. */
  readonly counts: Planes;
  readonly layout: LaneLayout;
  /** Public whole count that each cell is compared with, cliques one after the other; too large ones are taken as the largest count. */
  readonly expected: ArrayLike<number>;
  /** Public, per clique: whole numbers >= 0 with which its distance is multiplied. */
  readonly weights: readonly number[];
  /** Public, per clique: whole numbers >= 0 that are taken off its score, in score units. */
  readonly penalties: readonly number[];
  /** A distance of 1 counts weight x 2^fractionBits score units. */
  readonly fractionBits: number;
  /** Noise to add, one unsigned number per clique (layout.lane), in score units. */
  readonly noise?: Planes;
};

/**
 * For every clique, in lane layout.lane[clique]: 2^fractionBits weight (sum over cells of |count - expected|) - penalty + noise, plus the
 * largest penalty, so that scores are unsigned. One patient more or less moves a score by at most 2^fractionBits weight,
 * whatever the hospitals entered: the planes are as many as no possible score passes, so nothing wraps. All cliques in one pass:
 * planes - 1 rounds for the differences, then carry-save addition; about 2 planes ANDs per cell. |d| is (d ^ s) + s with the sign s: the XOR
 * is free and s is one more bit to add (shared/reference/mpc.md, part 4, step 6). Throws RangeError for input that does not fit.
 */
export async function l1Scores(party: Party, input: ScoreInput): Promise<Planes> {
  const { counts, layout, weights, penalties, fractionBits, noise = [] } = input;
  const { sizes, lane, laneWords, words } = layout;
  if (checkPlanes(counts) !== words) throw new RangeError("the counts are not laid out by the layout");
  if (weights.length !== sizes.length || penalties.length !== sizes.length)
    throw new RangeError("one weight and one penalty per clique");
  const largest = Math.max(...penalties);
  const width = scoreWidth(input, largest);

  // Padding counts as nothing: there the mask takes off what a hospital may have entered, and 0 is expected.
  const used = usedLanes(layout);
  const expected = expectedPlanes(input);
  const difference = await subtractPublic(
    party,
    counts.map((plane) => maskShared(plane, used)),
    expected,
  );
  const sign = difference.at(-1)!;
  const members = difference.slice(0, -1).map((plane, weight) => ({ plane: xorShared(plane, sign), weight }));
  members.push({ plane: sign, weight: 0 });
  const distance = layoutHeap(layout, [{ members }], distanceWidth(layout, counts.length));
  await compressHeap(party, distance);

  // A carry-save number times a public weight is a few shifted carry-save numbers; the last carries are resolved once. Its two rows add up to
  // the distance itself, not only modulo 2^width: adders keep the sum of all bits, which is too small for a carry out of the top.
  const offsets = new Float64Array(32 * laneWords);
  const weightOf = new Float64Array(32 * laneWords);
  for (const clique of sizes.keys()) {
    offsets[lane[clique]!] = largest - penalties[clique]!;
    weightOf[lane[clique]!] = weights[clique]!;
  }
  const weightWidth = Math.max(1, bits(BigInt(Math.max(...weights))));
  const digits = numberPlanes(weightOf, { width: weightWidth, words: laneWords });
  const operands: { planes: Planes; shift: number }[] = [0, 1].flatMap((row) => {
    const planes = heapRow(distance, row);
    return digits.map((digit, i) => ({
      planes: planes.map((plane) => maskShared(plane, digit)),
      shift: i + fractionBits,
    }));
  });
  const constant = numberPlanes(offsets, { width: bits(BigInt(largest)), words: laneWords });
  operands.push({ planes: constant.map((plane) => sharedConstant(party, plane)), shift: 0 });
  operands.push({ planes: noise, shift: 0 });
  return await sumHeap(party, bitHeap(operands, width), "prefix");
}

function bits(value: bigint): number {
  return value.toString(2).length;
}

function distanceWidth({ blockWords }: LaneLayout, planes: number): number {
  return bits(BigInt(blockWords.length) * ((1n << BigInt(planes)) - 1n));
}

/** Planes that no score passes. Throws RangeError for weights, penalties or fraction bits that are not whole numbers >= 0. */
function scoreWidth(
  { counts, layout, weights, penalties, fractionBits, noise }: ScoreInput,
  largest: number,
): number {
  const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (![...weights, ...penalties, fractionBits].every(isWhole))
    throw new RangeError("weights, penalties and fraction bits are whole numbers from 0 on");
  const most = (1n << BigInt(counts.length)) - 1n;
  let score = 0n;
  for (const [clique, size] of layout.sizes.entries()) {
    const distance = BigInt(size) * most * BigInt(weights[clique]!);
    const own = (distance << BigInt(fractionBits)) + BigInt(largest - penalties[clique]!);
    if (own > score) score = own;
  }
  return bits(score + (1n << BigInt(noise?.length ?? 0)) - 1n);
}

function expectedPlanes({ counts, layout, expected }: ScoreInput): Uint32Array[] {
  const most = 2 ** counts.length - 1;
  return memberPlanes(
    layout,
    Float64Array.from(expected, (value) => Math.min(value, most)),
    counts.length,
  );
}
