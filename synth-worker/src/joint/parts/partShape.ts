import { MAX_DATASETS } from "../../mpc/mpcJob.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import type { PartsPlan } from "./planParts.ts";

/** How a part is shared and noised. */
export type PartShape = {
  /** What a hospital multiplies its entries by before it shares them: a power of two. */
  readonly scale: number;
  /** Standard deviation of the noise in these finer units, a whole number. */
  readonly sigma: number;
  /** Bits of an entry; the last one is its sign if the part is signed. */
  readonly planes: number;
  /** Words of one plane. */
  readonly words: number;
};

/** Noise of a whole number of units is at most one unit in a thousand above what is asked for. */
const FINE = 1024n;
/** A double holds 53 bits: those of all hospitals' entries together, the noise's, and signs. */
const MOST_PLANES = 53 - 2 - MAX_DATASETS.toString(2).length;
/** Beyond that no entry fits. */
const MOST_SCALE = 2n ** BigInt(MOST_PLANES);
/** The noise's magnitude has six bits more. */
const MOST_SIGMA = 1n << 40n;

/** The shape of a part in a plan. Throws RangeError for one without cells, or whose numbers are too large to be opened exactly. */
export function partShape({ order }: Pick<PartsPlan, "order">, part: MeasuredPart): PartShape {
  const { cells, most, signed, sigma } = part;
  if (!(Number.isInteger(cells) && cells >= 1 && Number.isInteger(most) && most >= 1))
    throw new RangeError("a part has cells, and a patient can move them");
  if (sigma.num < 1n || sigma.den < 1n) throw new RangeError("the noise's standard deviation is above 0");
  let scale = 1n;
  while (sigma.num * scale < FINE * sigma.den && scale < MOST_SCALE) scale *= 2n;
  const fine = (sigma.num * scale + sigma.den - 1n) / sigma.den;
  const planes = (BigInt(order.mostPatients) * BigInt(most) * scale).toString(2).length + Number(signed);
  if (planes > MOST_PLANES || fine > MOST_SIGMA)
    throw new RangeError(`${part.what}: numbers of ${planes} bits cannot be opened exactly`);
  return { scale: Number(scale), sigma: Number(fine), planes, words: Math.ceil(cells / 32) };
}
