import { deterministicExp } from "../../math/deterministicExp.ts";
import { normalCdf } from "../../math/normalCdf.ts";
import { normalQuantile } from "../../math/normalQuantile.ts";

/** Places within a bin at which a conditional distribution is averaged. */
const NODES = 6;
const MOST_CORRELATION = 0.98;
const STEPS = 24;

/**
 * A noisy two-way table of ordered levels as the nearest table with a normal dependence, on finer levels: the noisy row and column sums as margins,
 * and the correlation of the bivariate normal that gives the noisy mean product of normal scores (the polychoric correlation by moments, Olsson
 * 1979). One number takes the place of rows x columns noisy cells, whose positive parts would otherwise pull the dependence towards none.
 * rowOf[fine] and columnOf[fine] are the measured level that a fine one lies in; a measured level spreads evenly, of columns by `weights` where they are
 * given. Reads noisy counts only: post-processing. The result, row-major over fine levels, sums to the table's sum (0 where that is not positive).
 */
export function smoothPair(
  counts: Float64Array,
  rowOf: Uint16Array,
  columnOf: Uint16Array,
  weights?: Float64Array,
): Float64Array {
  const rows = 1 + rowOf.reduce((most, level) => Math.max(most, level), 0);
  const columns = counts.length / rows;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!(total > 0)) return new Float64Array(rowOf.length * columnOf.length);
  const p = shares(rows, (i) => sumOf(columns, (j) => counts[i * columns + j]!));
  const q = shares(columns, (j) => sumOf(rows, (i) => counts[i * columns + j]!));
  const [x, y] = [scores(p), scores(q)];
  const product = (table: Float64Array) =>
    table.reduce((sum, mass, cell) => sum + mass * x[Math.floor(cell / columns)]! * y[cell % columns]!, 0);
  const wanted = product(counts) / total;
  let low = -MOST_CORRELATION;
  let high = MOST_CORRELATION;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (product(normalTable(p, q, middle)) < wanted) low = middle;
    else high = middle;
  }
  return normalTable(spread(p, rowOf), spread(q, columnOf, weights), (low + high) / 2).map(
    (mass) => mass * total,
  );
}

/** Shares of measured levels on fine ones; where no weight is above 0 all count alike. */
function spread(p: Float64Array, coarseOf: Uint16Array, weights?: Float64Array): Float64Array {
  const sizes = new Float64Array(p.length);
  const held = new Float64Array(p.length);
  coarseOf.forEach((coarse, level) => {
    sizes[coarse]!++;
    held[coarse]! += weights?.[level] ?? 1;
  });
  return Float64Array.from(coarseOf, (coarse, level) =>
    held[coarse]! > 0 ? (p[coarse]! * (weights?.[level] ?? 1)) / held[coarse]! : p[coarse]! / sizes[coarse]!,
  );
}

/** Cells of a bivariate normal between the quantiles of the margins. */
function normalTable(p: Float64Array, q: Float64Array, correlation: number): Float64Array {
  const width = Math.sqrt(1 - correlation * correlation);
  const cuts = running(q).map((share) => normalQuantile(Math.min(1, share)));
  const table = new Float64Array(p.length * q.length);
  let before = 0;
  p.forEach((share, i) => {
    for (let node = 0; node < NODES && share > 0; node++) {
      const z = normalQuantile(before + (share * (node + 0.5)) / NODES);
      let below = 0;
      for (let j = 0; j < q.length; j++) {
        const cut = cuts[j]!;
        const upTo = j === q.length - 1 ? 1 : normalCdf((cut - correlation * z) / width);
        table[i * q.length + j]! += (share * (upTo - below)) / NODES;
        below = upTo;
      }
    }
    before += share;
  });
  return table;
}

/** Mean normal score of every bin: (density at its lower end - at its upper end) / share; 0 for an empty one. */
function scores(p: Float64Array): Float64Array {
  const density = (share: number) => {
    const z = normalQuantile(Math.max(0, Math.min(1, share)));
    return Number.isFinite(z) ? deterministicExp((-z * z) / 2) / Math.sqrt(2 * Math.PI) : 0;
  };
  const ends = running(p);
  return p.map((share, i) =>
    share > 0 ? (density(i === 0 ? 0 : ends[i - 1]!) - density(ends[i]!)) / share : 0,
  );
}

function shares(size: number, of: (place: number) => number): Float64Array {
  const parts = Float64Array.from({ length: size }, (_, place) => Math.max(0, of(place)));
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.map((part) => (sum > 0 ? part / sum : 1 / size));
}

function running(p: Float64Array): Float64Array {
  let sum = 0;
  return p.map((share) => {
    sum += share;
    return sum;
  });
}

function sumOf(count: number, of: (place: number) => number): number {
  let sum = 0;
  for (let place = 0; place < count; place++) sum += of(place);
  return sum;
}
