/**
 * All sets of exactly `order` columns whose table has at most `maxCells` cells (the product of their sizes), in
 * lexicographic order, columns ascending: the protocol of AIM and MST evaluations. Throws RangeError for an order that
 * is no integer from 1 to the number of columns.
 */
export function cliquesUpTo(
  sizes: readonly number[],
  order: number,
  maxCells: number = Number.POSITIVE_INFINITY,
): number[][] {
  if (!Number.isInteger(order) || order < 1 || order > sizes.length)
    throw new RangeError(`no sets of ${order} columns among ${sizes.length}`);
  const found: number[][] = [];
  const extend = (set: readonly number[], cells: number, from: number): void => {
    if (set.length === order) {
      found.push([...set]);
      return;
    }
    for (let column = from; column <= sizes.length - (order - set.length); column++) {
      const product = cells * sizes[column]!;
      if (product <= maxCells) extend([...set, column], product, column + 1);
    }
  };
  extend([], 1, 0);
  return found;
}
