import type { RingKernel } from "../ring/ringKernel.ts";
import type { RingShared } from "../ring/ringShared.ts";

/**
 * The public combination of shared columns, entry by entry: sum over c of factors[c] times column c. Columns are the `factors.length`
 * columns of `rows` rows from column `from` on. Local: no traffic.
 */
export function combineShared(
  kernel: RingKernel,
  columns: { readonly rows: number; readonly shared: RingShared; readonly from: number },
  factors: BigUint64Array,
): RingShared {
  const { rows, shared, from } = columns;
  const combine = (component: BigUint64Array) => {
    const result = new BigUint64Array(rows);
    const words = component.subarray(from * rows, (from + factors.length) * rows);
    kernel.addCombination({ rows, words }, factors, result);
    return result;
  };
  return { own: combine(shared.own), next: combine(shared.next) };
}
