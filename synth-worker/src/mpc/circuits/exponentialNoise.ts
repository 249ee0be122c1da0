import {
  DIGIT_COINS,
  exponentialThresholds,
  FAIR_FROM,
  HIGHEST_DIGIT,
  LOWEST_DIGIT,
} from "../../privacy/exponentialDigits.ts";
import { MANTISSA_BITS } from "../../privacy/selectionCost.ts";
import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { andAll } from "./andAll.ts";
import { biasedBits } from "./biasedBits.ts";
import { leadingOne } from "./leadingOne.ts";
import { notShared } from "./notShared.ts";
import { oneHot } from "./oneHot.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";
import { xorShared } from "./xorShared.ts";

/** Mantissa bits that choose a table entry; between entries the logarithm is interpolated. */
export const SEGMENT_BITS = 8;

/** Exponential variables that nobody knows, one per lane, taken apart for their logarithm. */
export type ExponentialNoise = {
  /** Plane d: the leading one is digit LOWEST_DIGIT + d. */
  readonly leading: Planes;
  /** Plane v: the SEGMENT_BITS digits below the leading one, as a number, are v. */
  readonly segment: Planes;
  /** What is left of MANTISSA_BITS digits, complemented: how far it is to the next segment, less one. */
  readonly rest: Planes;
};

/**
 * Draws one exponential variable per lane (mean 1, digits 2^5 to 2^-72) and takes it apart. About 5,000 ANDs per lane, 63 + 7 + 6 + 3 rounds.
 * It depends on no data, so a job draws all it will need at once, before anything else.
 */
export async function exponentialNoise(party: Party, lanes: number): Promise<ExponentialNoise> {
  const words = Math.ceil(lanes / 32);
  const thresholds = exponentialThresholds();
  const biased = await biasedBits(party, thresholds, { coins: DIGIT_COINS, words });
  const fair = party.random((FAIR_FROM - LOWEST_DIGIT + 1) * words);
  // Highest digit first so far.
  const digits = [...blocks(biased, words), ...blocks(fair, words)].reverse();
  return await takeApart(party, digits);
}

/** The parts of numbers given by their digits from LOWEST_DIGIT up. Right wherever 18 digits lie below the leading one. */
export async function takeApart(party: Party, digits: Planes): Promise<ExponentialNoise> {
  const leading = await leadingOne(party, digits);
  const mantissa = await normalise(party, digits, leading);
  // mantissa[0] is the digit right below the leading one.
  const segment = await oneHot(party, mantissa.slice(0, SEGMENT_BITS).reverse());
  const rest = mantissa.slice(SEGMENT_BITS).reverse();
  return { leading, segment, rest: rest.map((plane) => notShared(party, plane)) };
}

/** The digits below the leading one, shifted to the top by halving steps; shifts of 64 and more are not made. */
async function normalise(party: Party, digits: Planes, leading: Planes): Promise<Planes> {
  let view: Shared[] = [...digits].reverse();
  for (let step = 32; step >= 1; step /= 2) {
    // The leading one lies `top - place` places below the top: this bit of that distance, for exactly one place.
    const shifted = leading.filter((_, place) => ((HIGHEST_DIGIT - LOWEST_DIGIT - place) & step) !== 0);
    const [first, ...others] = shifted as [Shared, ...Shared[]];
    const shift = xorShared(first, ...others);
    // What later steps can still bring to the top; below the last digit there is nothing.
    const kept = view.slice(0, MANTISSA_BITS + step);
    const moves = await andAll(
      party,
      kept.map(() => shift),
      kept.map((plane, i) => (i + step < view.length ? xorShared(plane, view[i + step]!) : plane)),
    );
    view = moves.map((move, i) => xorShared(kept[i]!, move));
  }
  return view.slice(1, 1 + MANTISSA_BITS);
}

function blocks(x: Shared, words: number): Shared[] {
  return Array.from({ length: x.own.length / words }, (_, i) => sharedView(x, i * words, (i + 1) * words));
}
