import { GAUSSIAN_COINS, type GaussianDigits, gaussianDigits } from "../../privacy/gaussianDigits.ts";
import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { sharedConstant } from "../rss/sharedConstant.ts";
import { xorConstantInPlace } from "../rss/xorConstantInPlace.ts";
import { xorInPlace } from "../rss/xorInPlace.ts";
import { absolute } from "./absolute.ts";
import { addPrefix } from "./addPrefix.ts";
import { allOnes } from "./allOnes.ts";
import { andAll } from "./andAll.ts";
import { biasedBits } from "./biasedBits.ts";
import { joinShared } from "./joinShared.ts";
import { notShared } from "./notShared.ts";
import { permuteLanes } from "./permuteLanes.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";
import { square } from "./square.ts";
import { xorShared } from "./xorShared.ts";
import { zeroShared } from "./zeroShared.ts";

/** So many cells with noise of one standard deviation. */
export type NoiseGroup = { readonly sigma: number; readonly cells: number };

/** Of the candidates, the part that is counted on to be taken: sqrt(pi / (2 e)) = .76 is to be expected. */
const TAKEN = 0.74;

/**
 * Discrete Gaussian noise N_Z(0, sigma^2) that nobody knows or bends, whatever one party does: for each group planes of its `cells` lanes,
 * in two's complement. Candidates are made of biased bits of coins that nobody knows and taken or not inside the computation
 * (privacy/gaussianDigits.ts); which lanes are taken is opened, and is independent of the values that are taken and of all data. About 64
 * ANDs per biased bit, and some hundred rounds whatever the groups are; a batch that falls short (1 in 10^5) costs another. Proof:
 * docs/proofs/joint-gaussian.md. Throws RangeError as gaussianDigits does.
 */
export async function discreteGaussian(party: Party, groups: readonly NoiseGroup[]): Promise<Planes[]> {
  const digits = groups.map(({ sigma }) => gaussianDigits(sigma));
  const width = Math.max(...digits.map((own) => own.width));
  const out = groups.map(({ cells }) =>
    Array.from({ length: width + 1 }, () => zeroShared(Math.ceil(cells / 32))),
  );
  const made = groups.map(() => 0);
  for (;;) {
    const words = groups.map(({ cells }, g) => candidateWords(cells - made[g]!));
    if (words.every((count) => count === 0)) return out;
    const { values, taken } = await candidates(party, { groups, digits, words, width });
    let start = 0;
    for (const [g, { cells }] of groups.entries()) {
      const source = new Int32Array(cells).fill(-1);
      for (let lane = 32 * start; lane < 32 * (start + words[g]!) && made[g]! < cells; lane++)
        if (((taken[lane >>> 5]! >>> (lane & 31)) & 1) === 1) source[made[g]!++] = lane;
      start += words[g]!;
      if (words[g]! > 0)
        for (const [k, plane] of permuteLanes(values, source).entries()) xorInPlace(out[g]![k]!, plane);
    }
  }
}

/** Candidates that are enough for `missing` cells but for five standard deviations. */
function candidateWords(missing: number): number {
  return missing <= 0 ? 0 : Math.ceil((missing / TAKEN + 3 * Math.sqrt(missing) + 8) / 32);
}

/**
 * One candidate per lane, words[g] words of each group one after the other: two's complement in width + 1 planes, and which lanes are
 * taken.
 */
async function candidates(
  party: Party,
  batch: {
    readonly groups: readonly NoiseGroup[];
    readonly digits: readonly GaussianDigits[];
    readonly words: readonly number[];
    readonly width: number;
  },
): Promise<{ values: Planes; taken: Uint32Array }> {
  const { groups, words, width } = batch;
  const length = words.reduce((sum, count) => sum + count, 0);
  const { magnitude, lost } = await drawBits(party, batch);
  const sign = party.random(length);
  // -sigma in two's complement with one plane more.
  const less = Array.from({ length: width + 1 }, (_, k) =>
    sharedConstant(
      party,
      fillGroups(words, (g) => Math.floor((2 ** (width + 1) - groups[g]!.sigma) / 2 ** k) % 2 === 1),
    ),
  );
  const difference = await addPrefix(party, [...magnitude, zeroShared(length)], less);
  // sigma and the magnitude are below 2^width, and so is their distance.
  const distance = (await absolute(party, difference)).slice(0, width);
  const hits = await andAll(party, await square(party, distance), lost);
  const isZero = await allOnes(party, joinShared(magnitude.map((plane) => notShared(party, plane))), length);
  // Zero has one sign.
  const [twice] = await andAll(party, [isZero], [sign]);
  const survivors = joinShared([...hits, twice!].map((plane) => notShared(party, plane)));
  const taken = await party.open(await allOnes(party, survivors, length));
  // (G ^ s) + s is -G where the sign is set.
  const flipped = [...magnitude.map((plane) => xorShared(plane, sign)), sign];
  const one = flipped.map((_, k) => (k === 0 ? sign : zeroShared(length)));
  return { values: await addPrefix(party, flipped, one), taken };
}

/** Magnitudes, and for every bit of a squared distance whether a candidate that has it is lost. */
async function drawBits(
  party: Party,
  { digits, words, width }: { digits: readonly GaussianDigits[]; words: readonly number[]; width: number },
): Promise<{ magnitude: Planes; lost: Planes }> {
  const certain = 1n << BigInt(GAUSSIAN_COINS);
  const planes = Array.from({ length: 3 * width }, (_, k) =>
    digits.map(({ magnitude, survival }) => (k < width ? magnitude[k] : survival[k - width]) ?? 0n),
  );
  const blocks = planes.flatMap((thresholds, plane) =>
    thresholds.flatMap((threshold, g) =>
      threshold > 0n && threshold < certain && words[g]! > 0 ? [{ plane, g, threshold }] : [],
    ),
  );
  const bits = await biasedBits(
    party,
    blocks.map(({ threshold }) => threshold),
    { coins: GAUSSIAN_COINS, words: blocks.map(({ g }) => words[g]!) },
  );
  const starts = words.map((_, g) => words.slice(0, g).reduce((sum, count) => sum + count, 0));
  const length = words.reduce((sum, count) => sum + count, 0);
  const out: Shared[] = planes.map(() => zeroShared(length));
  let at = 0;
  for (const { plane, g } of blocks) {
    const block = sharedView(bits, at, at + words[g]!);
    out[plane]!.own.set(block.own, starts[g]!);
    out[plane]!.next.set(block.next, starts[g]!);
    at += words[g]!;
  }
  return {
    magnitude: out.slice(0, width),
    // Lost is NOT survived; where survival is certain the bit is 0 as it is.
    lost: out.slice(width).map((plane, j) =>
      xorConstantInPlace(
        party,
        plane,
        fillGroups(words, (g) => (digits[g]!.survival[j] ?? 0n) < certain),
      ),
    ),
  };
}

/** A public plane: all ones in the groups that `isSet`. */
function fillGroups(words: readonly number[], isSet: (group: number) => boolean): Uint32Array {
  const out = new Uint32Array(words.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const [g, count] of words.entries()) {
    if (isSet(g)) out.fill(0xffffffff, at, at + count);
    at += count;
  }
  return out;
}
