import type { RingKernel } from "../ring/ringKernel.ts";
import type { RingShared } from "../ring/ringShared.ts";

/**
 * This party's part of all inner products between left and right columns (Araki et al., CCS 2016, over a ring): with x = x_0 + x_1 + x_2
 * and y likewise, x_i (y_i + y_(i+1)) + x_(i+1) y_i. The three parts add up to the products, left column by left column. They are not
 * masked: the only thing to do with them is RingParty.reshare. `rightSum` is own + next of the right columns.
 */
export function innerProductPart(
  kernel: RingKernel,
  rows: number,
  left: RingShared,
  right: RingShared,
  rightSum: BigUint64Array = sumOfComponents(kernel, right),
): BigUint64Array<ArrayBuffer> {
  const part = new BigUint64Array((left.own.length / rows) * (right.own.length / rows));
  kernel.addProducts({ rows, words: left.own }, { rows, words: rightSum }, part);
  kernel.addProducts({ rows, words: left.next }, { rows, words: right.own }, part);
  return part;
}

/** own + next, entry by entry. */
export function sumOfComponents(kernel: RingKernel, x: RingShared): BigUint64Array<ArrayBuffer> {
  const sum = new BigUint64Array(x.own);
  if (sum.length > 0) kernel.addCombination({ rows: sum.length, words: x.next }, BigUint64Array.of(1n), sum);
  return sum;
}
