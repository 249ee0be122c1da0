import { lowerBound } from "./lowerBound.ts";

/** How far a number may move: this share of the leaf's different values to either side, and at least one. */
const REACH = 0.02;

/** Moves a number between its neighbours in a leaf; `unit` is uniform in [0, 1). */
export type Smoother = (value: number, unit: number) => number;

/**
 * A leaf's smoother: a value becomes a uniform draw from the middle of the gap `reach` places below to the middle of the gap `reach` places
 * above it among the leaf's values; near an end both sides shrink alike, and the outermost values move inwards to the middle of their one gap.
 * Written with `decimals`. Values in `frequent` (ascending) stay: as many records as a leaf holds share them, they point to nobody, and so
 * spikes such as 0 and the steps of a coarse scale are kept. Never a value beyond the leaf's range.
 */
export function makeSmoother(leafValues: Float64Array, frequent: Float64Array, decimals: number): Smoother {
  const distinct = leafValues
    .slice()
    .sort()
    .filter((value, i, sorted) => i === 0 || value !== sorted[i - 1]);
  const last = distinct.length - 1;
  const widest = Math.max(1, Math.round(distinct.length * REACH));
  const scale = Number(`1e${Math.max(0, Math.min(9, decimals))}`);
  const middle = (place: number) => (distinct[place]! + distinct[place + 1]!) / 2;
  return (value, unit) => {
    if (frequent[lowerBound(frequent, value)] === value) return value;
    const place = lowerBound(distinct, value);
    // A donor from outside the leaf: its neighbours are not known here.
    if (distinct[place] !== value) return value;
    const reach = Math.min(widest, Math.max(1, Math.min(place, last - place)));
    const low = place === 0 ? value : middle(place - reach);
    const high = place >= last ? value : middle(place + reach - 1);
    return Math.round((low + unit * (high - low)) * scale) / scale;
  };
}
