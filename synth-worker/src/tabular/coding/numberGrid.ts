import type { SynthColumn } from "@symbolon/protocol";
import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { POWER_OF_TEN } from "./powerOfTen.ts";

type NumberColumn = SynthColumn & { kind: "number" };

const MOST_UNITS = 1_099_511_627_776;

/**
 * Cuts of a number's fine grid in units of 10^-decimals: `bins` equal parts of the range (or of its logarithm), the declared edges
 * and `extra`, each rounded up to a whole unit, ascending. cuts[0] is the least value, the last cut one unit past the greatest.
 * Null where the range has more than 2^40 units. The same doubles on every machine.
 */
export function numberGrid(
  column: NumberColumn,
  decimals: number,
  extra: readonly number[],
): Float64Array | null {
  const scale = POWER_OF_TEN[decimals]!;
  const low = unitsUp(column.min * scale);
  const end = Math.max(low, -unitsUp(-column.max * scale)) + 1;
  if (!(end - low <= MOST_UNITS && Math.abs(low) <= MOST_UNITS * 1024)) return null;
  const cuts = new Set([low, end]);
  const bins = Math.min(column.bins, end - low);
  for (let k = 1; k < bins; k++) {
    cuts.add(
      column.scale === "linear"
        ? low + Math.floor((k * (end - low)) / bins)
        : unitsUp(logEdge(column, k / column.bins) * scale),
    );
  }
  if (column.scale === "log")
    for (let k = bins; k < column.bins; k++) cuts.add(unitsUp(logEdge(column, k / column.bins) * scale));
  for (const edge of [...column.edges, ...extra]) cuts.add(unitsUp(edge * scale));
  return Float64Array.from([...cuts].filter((cut) => cut >= low && cut <= end)).sort();
}

/** Decimals that split the narrowest bin of the grid into 256 steps or more, at most 9: enough that bins show no comb. */
export function stepDecimals(column: NumberColumn): number {
  if (column.integer) return 0;
  if (column.decimals !== undefined) return column.decimals;
  const narrowest =
    column.scale === "linear"
      ? (column.max - column.min) / column.bins
      : logEdge(column, 1 / column.bins) - column.min;
  const range = column.max - column.min;
  let decimals = 0;
  for (; decimals < 9; decimals++) {
    const scale = POWER_OF_TEN[decimals]!;
    if (scale * narrowest >= 256 || scale * range >= 1e10) break;
  }
  return decimals;
}

/** The edge at `share` of the logarithmic range: equal ratios, of 1 + the distance to min where min is not positive. */
function logEdge({ min, max }: NumberColumn, share: number): number {
  if (min > 0) return min * deterministicExp(share * deterministicLog(max / min));
  return min - 1 + deterministicExp(share * deterministicLog(max - min + 1));
}

/** The least whole number at or above x, where products such as 1.1 * 10 that miss one by rounding count as whole. */
function unitsUp(x: number): number {
  const nearest = Math.floor(x + 0.5);
  return Math.abs(x - nearest) <= 1e-14 * Math.max(1, Math.abs(x)) ? nearest : -Math.floor(-x);
}
