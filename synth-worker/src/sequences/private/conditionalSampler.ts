import type { CliqueTree } from "../../tabular/inference/cliqueTree.ts";
import { projection } from "../../tabular/inference/projection.ts";

/** Draws the unknown columns given all others. */
export type ConditionalSampler = {
  /**
   * Fills the unknown columns of `levels` (one coarse level per column of the model) from their distribution given the others, exactly: no
   * rejection. weights[column]: what each level of an unknown column counts (0: impossible), null: 1. `unit` draws from [0, 1). False, and
   * `levels` as it was, when nothing has a chance.
   */
  readonly draw: (
    levels: Int32Array,
    weights: readonly (Float64Array | null)[],
    unit: () => number,
  ) => boolean;
};

type Part = {
  /** P(new columns | separator), in the clique's cells. */
  readonly table: Float64Array;
  readonly known: readonly { readonly column: number; readonly stride: number }[];
  /** Per combination of unknown levels: where its cells lie, its separator's combination, and its levels. */
  readonly offsets: Int32Array;
  readonly separator: Uint32Array;
  readonly separators: number;
  readonly columns: readonly {
    readonly column: number;
    readonly isNew: boolean;
    readonly levels: Int32Array;
  }[];
  /** Children whose message comes here, with this part's combinations as theirs. */
  readonly children: { readonly part: number; readonly combination: Uint32Array }[];
  readonly values: Float64Array;
  readonly message: Float64Array;
};

/**
 * A sampler for a calibrated junction tree in which the columns `unknown` are drawn again and again and all others are given: one upward pass of
 * messages over the unknown columns' levels and one draw downwards (Koller and Friedman 2009, section 10.3.3). Cliques without an unknown
 * column say nothing and are left out.
 */
export function conditionalSampler(
  { sizes, cliques }: CliqueTree,
  beliefs: readonly Float64Array[],
  unknown: readonly number[],
): ConditionalSampler {
  const isUnknown = new Set(unknown);
  const parts: Part[] = [];
  const partOf = new Map<number, number>();
  const cellsOf = (columns: readonly number[]) =>
    columns.reduce((cells, column) => cells * sizes[column]!, 1);
  cliques.forEach(({ columns, parent, separator }, c) => {
    const open = columns.filter((column) => isUnknown.has(column));
    if (open.length === 0) return;
    const strides = new Map<number, number>();
    columns.reduceRight((stride, column) => {
      strides.set(column, stride);
      return stride * sizes[column]!;
    }, 1);
    const shared = separator.filter((column) => isUnknown.has(column));
    const combinations = cellsOf(open);
    const levels = open.map((column) => projection(sizes, open, [column]));
    partOf.set(c, parts.length);
    const above = partOf.get(parent);
    if (above !== undefined && shared.length > 0) {
      const wider = cliques[parent]!.columns.filter((column) => isUnknown.has(column));
      parts[above]!.children.push({ part: parts.length, combination: projection(sizes, wider, shared) });
    }
    parts.push({
      table: conditional(sizes, columns, separator, beliefs[c]!),
      known: columns
        .filter((column) => !isUnknown.has(column))
        .map((column) => ({ column, stride: strides.get(column)! })),
      offsets: Int32Array.from({ length: combinations }, (_, i) =>
        open.reduce((sum, column, u) => sum + levels[u]![i]! * strides.get(column)!, 0),
      ),
      separator: projection(sizes, open, shared),
      separators: cellsOf(shared),
      columns: open.map((column, u) => ({
        column,
        isNew: !separator.includes(column),
        levels: Int32Array.from(levels[u]!),
      })),
      children: [],
      values: new Float64Array(combinations),
      message: new Float64Array(cellsOf(shared)),
    });
  });

  return {
    draw(levels, weights, unit) {
      const old = levels.slice();
      for (let p = parts.length - 1; p >= 0; p--) collect(parts, p, levels, weights);
      for (const { separator, columns, values } of parts) {
        // What was drawn before fixes the separator's levels.
        const fits = (i: number) =>
          columns.every(({ column, isNew, levels: own }) => isNew || own[i] === levels[column]);
        let sum = 0;
        for (let i = 0; i < separator.length; i++) if (fits(i)) sum += values[i]!;
        if (!(sum > 0)) {
          levels.set(old);
          return false;
        }
        let left = unit() * sum;
        let chosen = -1;
        for (let i = 0; i < separator.length; i++) {
          if (values[i] === 0 || !fits(i)) continue;
          chosen = i;
          left -= values[i]!;
          if (left < 0) break;
        }
        for (const { column, levels: own } of columns) levels[column] = own[chosen]!;
      }
      return true;
    },
  };
}

function collect(
  parts: readonly Part[],
  p: number,
  levels: Int32Array,
  weights: readonly (Float64Array | null)[],
): void {
  const { table, known, offsets, separator, columns, children, values, message } = parts[p]!;
  let base = 0;
  for (const { column, stride } of known) base += levels[column]! * stride;
  for (let i = 0; i < offsets.length; i++) values[i] = table[base + offsets[i]!]!;
  for (const { column, isNew, levels: own } of columns) {
    const weight = isNew ? weights[column] : null;
    if (weight !== null && weight !== undefined)
      for (let i = 0; i < own.length; i++) values[i]! *= weight[own[i]!]!;
  }
  for (const { part, combination } of children) {
    const from = parts[part]!.message;
    for (let i = 0; i < combination.length; i++) values[i]! *= from[combination[i]!]!;
  }
  message.fill(0);
  for (let i = 0; i < separator.length; i++) message[separator[i]!]! += values[i]!;
}

/** A clique's belief divided by its separator's; what the separator holds impossible takes the new columns' own distribution. */
function conditional(
  sizes: readonly number[],
  columns: readonly number[],
  separator: readonly number[],
  belief: Float64Array,
): Float64Array {
  const groupOf = projection(sizes, columns, separator);
  const fresh = columns.filter((column) => !separator.includes(column));
  const freshOf = projection(sizes, columns, fresh);
  const sums = new Float64Array(separator.reduce((cells, column) => cells * sizes[column]!, 1));
  const own = new Float64Array(belief.length / sums.length);
  for (let i = 0; i < belief.length; i++) {
    sums[groupOf[i]!]! += belief[i]!;
    own[freshOf[i]!]! += belief[i]!;
  }
  return belief.map((mass, i) => (sums[groupOf[i]!]! > 0 ? mass / sums[groupOf[i]!]! : own[freshOf[i]!]!));
}
