import { deterministicLog } from "../../math/deterministicLog.ts";
import { MANTISSA_BITS } from "../../privacy/selectionCost.ts";
import type { Party } from "../rss/party.ts";
import { andAll } from "./andAll.ts";
import { bitHeap } from "./bitHeap.ts";
import { type ExponentialNoise, SEGMENT_BITS } from "./exponentialNoise.ts";
import { lookUp } from "./lookUp.ts";
import type { Planes } from "./planes.ts";
import { sumHeap } from "./sumHeap.ts";

/** Fraction bits of the tables, so that their rounding is below a score unit even after the multiplication. */
const GUARD_BITS = 12;

/**
 * Gumbel noise -scale ln E in whole score units, plus a constant that makes it unsigned; one lane per exponential. ln is a table of the
 * leading one, a table of the 8 digits below it, and linear interpolation over the next 10: what comes out is between -1.15 and
 * 1.5 scale / 2^18 + 0.15 units off (docs/proofs/mpc-selection.md, part 4). Tables are free (lookUp); one product of secrets of 10 bits remains.
 * About 350 ANDs per lane, 11 or 12 rounds; a second call with other noise of the same exponentials would not be independent. Throws
 * RangeError unless scale is a whole number from 1 to 2^32.
 */
export async function gumbelNoise(party: Party, noise: ExponentialNoise, scale: number): Promise<Planes> {
  const { leading, segment, rest } = noise;
  const { leadingTable, segmentTable, slopeTable } = gumbelTables(scale, leading.length);
  const slope = lookUp(segment, slopeTable, bits(Math.max(...slopeTable)));
  const products = await andAll(
    party,
    rest.flatMap((digit) => slope.map(() => digit)),
    rest.flatMap(() => slope),
  );
  const rows = rest.map((_, shift) => ({
    planes: products.slice(shift * slope.length, (shift + 1) * slope.length),
    shift,
  }));
  const most =
    Math.max(...leadingTable) + Math.max(...segmentTable) + (2 ** rest.length - 1) * Math.max(...slopeTable);
  const sum = await sumHeap(
    party,
    bitHeap(
      [
        { planes: lookUp(leading, leadingTable, bits(Math.max(...leadingTable))) },
        { planes: lookUp(segment, segmentTable, bits(Math.max(...segmentTable))) },
        ...rows,
      ],
      bits(most),
    ),
    "prefix",
  );
  return sum.slice(GUARD_BITS);
}

/**
 * In 2^-12 score units, for M in [1, 2): scale ln of 2^(top - leading one); scale ln(2 / end of the segment) and one step of the slope;
 * and the slope, what a step of 2^-18 of M is worth on average in the segment.
 */
export function gumbelTables(
  scale: number,
  digits: number,
): { leadingTable: number[]; segmentTable: number[]; slopeTable: number[] } {
  if (!(Number.isInteger(scale) && scale >= 1 && scale <= 2 ** 32))
    throw new RangeError(`a noise scale of ${scale} units: a whole number from 1 to 2^32 is needed`);
  const unit = scale * 2 ** GUARD_BITS;
  const segments = 2 ** SEGMENT_BITS;
  const steps = 2 ** (MANTISSA_BITS - SEGMENT_BITS);
  const start = (segment: number) => deterministicLog(1 + segment / segments);
  const slopes = Array.from({ length: segments }, (_, v) => (unit * (start(v + 1) - start(v))) / steps);
  return {
    leadingTable: Array.from({ length: digits }, (_, d) => Math.round(unit * Math.LN2 * (digits - 1 - d))),
    segmentTable: slopes.map((slope, v) => Math.round(unit * (Math.LN2 - start(v + 1)) + slope)),
    slopeTable: slopes.map((slope) => Math.round(slope)),
  };
}

function bits(value: number): number {
  return Math.max(1, value.toString(2).length);
}
