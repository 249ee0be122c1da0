import type { Keystream } from "../../random/keystream.ts";
import type { CompiledOrder } from "./compileConstraints.ts";

/** What redrawing a number needs to know of it. */
export type Redraw = {
  /** A value from the coarse level of `level` (a fine level that is not missing), in units. */
  draw(level: number, stream: Keystream): number;
  /** The units its coarse level spans, ends included. */
  range(level: number): { readonly least: number; readonly most: number };
};

const TRIES = 32;

/**
 * Makes the values of a block obey its inequalities. A row that does not is drawn anew, all columns of the inequalities together, within
 * their coarse levels, until it obeys: the model's own distribution given the constraint. After 32 tries its values are set one by one
 * between the bounds that the others leave, which always exist where the row's coarse levels passed the masks. `levels[column]` are fine
 * levels, `units[column]` values, NaN where missing; rows are independent of each other and settled in order.
 * Throws RangeError where no values exist, that is for a row the masks forbid.
 */
export function settleOrders(
  orders: readonly CompiledOrder[],
  redraws: ReadonlyMap<number, Redraw>,
  levels: readonly ArrayLike<number>[],
  units: readonly (Float64Array | null)[],
  rows: number,
  stream: Keystream,
): void {
  for (const group of joined(orders)) {
    const columns = ascending(group);
    for (let row = 0; row < rows; row++) {
      if (obeys(group, units, row)) continue;
      const there = columns.filter((column) => !Number.isNaN(units[column]![row]!));
      let tries = 0;
      do {
        for (const column of there)
          units[column]![row] = redraws.get(column)!.draw(levels[column]![row]!, stream);
      } while (!obeys(group, units, row) && ++tries < TRIES);
      if (tries === TRIES) setInOrder(group, there, redraws, levels, units, row, stream);
    }
  }
}

function obeys(orders: readonly CompiledOrder[], units: readonly (Float64Array | null)[], row: number) {
  // NaN compares false, so a missing value breaks nothing.
  for (const { low, high, gap } of orders) if (units[low]![row]! + gap > units[high]![row]!) return false;
  return true;
}

function setInOrder(
  orders: readonly CompiledOrder[],
  columns: readonly number[],
  redraws: ReadonlyMap<number, Redraw>,
  levels: readonly ArrayLike<number>[],
  units: readonly (Float64Array | null)[],
  row: number,
  stream: Keystream,
): void {
  const rangeOf = (column: number) => redraws.get(column)!.range(levels[column]![row]!);
  for (const [place, column] of columns.entries()) {
    let { least, most } = rangeOf(column);
    for (const { low, high, gap } of orders) {
      if (high === column && columns.indexOf(low) >= 0 && columns.indexOf(low) < place)
        least = Math.max(least, units[low]![row]! + gap);
      if (low === column && columns.includes(high)) most = Math.min(most, rangeOf(high).most - gap);
    }
    if (least > most) throw new RangeError("a row's coarse levels contradict an inequality");
    const value = units[column]![row]!;
    if (!(value >= least && value <= most))
      units[column]![row] = least + Math.floor((stream.nextUint32() / 4294967296) * (most - least + 1));
  }
}

/** The orders by connected group of columns. */
function joined(orders: readonly CompiledOrder[]): CompiledOrder[][] {
  const groups: CompiledOrder[][] = [];
  for (const order of orders) {
    const touching = groups.filter((group) =>
      group.some((one) => [one.low, one.high].some((c) => c === order.low || c === order.high)),
    );
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push([...touching.flat(), order]);
  }
  return groups;
}

/** The columns of a group, each after all that lie below it: orders are closed, so counting those is enough. */
function ascending(orders: readonly CompiledOrder[]): number[] {
  const below = new Map<number, number>();
  for (const { low, high } of orders) {
    below.set(low, below.get(low) ?? 0);
    below.set(high, (below.get(high) ?? 0) + 1);
  }
  return [...below].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([column]) => column);
}
