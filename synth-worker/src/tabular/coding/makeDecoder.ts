import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import { type Keystream, keystream } from "../../random/keystream.ts";
import { binSlopes } from "./binSlopes.ts";
import { compileConstraints } from "./compileConstraints.ts";
import { drawUnit } from "./drawUnit.ts";
import { type FineDomain, type FineNumber, fineDomain } from "./fineDomain.ts";
import type { FineFilter } from "./fineFilter.ts";
import { groupRange } from "./groupRange.ts";
import { restoreColumns } from "./restoreColumns.ts";
import { type Redraw, settleOrders } from "./settleOrders.ts";
import type { ValueColumn } from "./valueColumn.ts";

/** What decoding may use beside the levels; all of it is public or already released. */
export type DecoderOptions = {
  /** 32 bytes; the same seed gives the same values whatever the block size. */
  readonly seed: Uint8Array;
  /** Noisy counts per fine level of each modelled column: slopes inside bins, and weights when an inequality redraws. */
  readonly counts?: readonly (ArrayLike<number> | null)[];
  /** Standard deviation of the noise in `counts`, per column. */
  readonly sigmas?: readonly number[];
  /** Fine to coarse levels of the model, as given to constraintMasks: an inequality redraws inside a coarse level. */
  readonly maps?: readonly (Uint16Array | null)[];
  /** Conditions the rows were drawn under: values stay inside them. */
  readonly filters?: readonly FineFilter[];
};

/** Decodes rows block by block; blocks must come in order. */
export type Decoder = {
  /** `levels[column][row]`: fine levels of the modelled columns. Gives the schema's columns without ids. */
  readonly block: (levels: readonly Uint16Array[]) => ValueColumn[];
};

/**
 * Turns fine levels into values: a level into its text, the missing level into an empty cell, a bin into a value inside it (drawn with
 * the noisy density's slope; a bin of one value gives that value), then settles inequalities and restores what functional dependencies
 * determine. No decoded row breaks a constraint when its coarse levels passed {@link constraintMasks}. Each column has a stream of the
 * seed of its own (purpose "value N"). Throws E1006 for a column that has more than 99,999 before it.
 */
export function makeDecoder(
  schema: SynthSchema,
  options: DecoderOptions,
  domain: FineDomain = fineDomain(schema),
): Decoder {
  if (domain.columns.length > 99_999)
    throw new SymbolonError("E1006", { document: "schema", reason: "too many columns" });
  const { orders } = compileConstraints(schema, domain);
  const numbers = domain.columns.map((column, i) =>
    column.kind === "number" ? numberDecoder(column, i, options) : null,
  );
  const ordered = new Set(orders.flatMap(({ low, high }) => [low, high]));
  const redraws = new Map<number, Redraw>();
  for (const column of ordered) redraws.set(column, redrawOf(domain, column, numbers[column]!, options));
  const settle = keystream(options.seed, "settle");

  const block = (levels: readonly Uint16Array[]): ValueColumn[] => {
    const rows = levels[0]?.length ?? 0;
    const units = numbers.map((number, i) => number?.draw(levels[i]!) ?? null);
    settleOrders(orders, redraws, levels, units, rows, settle);
    const columns = domain.columns.map((column, i): ValueColumn => {
      if (column.kind === "categorical")
        return { name: column.name, kind: "categorical", labels: column.labels, codes: levels[i]! };
      const values = units[i]!;
      for (let row = 0; row < rows; row++) values[row] = values[row]! / column.scale;
      return { name: column.name, kind: "number", decimals: column.decimals, values };
    });
    return restoreColumns(schema, columns);
  };
  return { block };
}

type NumberDecoder = {
  readonly draw: (levels: Uint16Array) => Float64Array;
  readonly lows: Float64Array;
  readonly ends: Float64Array;
  readonly slopes: Int32Array;
};

function numberDecoder(column: FineNumber, index: number, options: DecoderOptions): NumberDecoder {
  const { cuts } = column;
  const first = column.missing ? 1 : 0;
  const filter = options.filters?.find((one) => one.column === index);
  // A bin that the condition cuts is drawn from its part inside; one wholly outside is never asked for.
  const lows = cuts.slice(0, -1).map((low) => Math.max(low, filter?.least ?? low));
  const ends = cuts.slice(1).map((end) => Math.min(end, (filter?.most ?? end) + 1));
  const counts = options.counts?.[index];
  const slopes = counts
    ? binSlopes(column, counts, options.sigmas?.[index] ?? 0)
    : new Int32Array(cuts.length - 1);
  const stream = keystream(options.seed, `value ${index}`);
  const draw = (levels: Uint16Array) => {
    const units = new Float64Array(levels.length);
    for (let row = 0; row < units.length; row++) {
      const bin = levels[row]! - first;
      units[row] = bin < 0 ? Number.NaN : drawUnit(stream, lows[bin]!, ends[bin]!, slopes[bin]!);
    }
    return units;
  };
  return { draw, lows, ends, slopes };
}

function redrawOf(domain: FineDomain, index: number, number: NumberDecoder, options: DecoderOptions): Redraw {
  const column = domain.columns[index] as FineNumber;
  const map = options.maps?.[index] ?? null;
  const first = column.missing ? 1 : 0;
  const { lows, ends, slopes } = number;
  const groupOf = (level: number) => map?.[level] ?? level;
  const bins: number[][] = [];
  for (let bin = 0; bin < lows.length; bin++) {
    if (ends[bin]! <= lows[bin]!) continue;
    const group = groupOf(bin + first);
    bins[group] = [...(bins[group] ?? []), bin];
  }
  const counts = options.counts?.[index];
  const cumulative = bins.map((group) => {
    const inside = (bin: number) => ends[bin]! - lows[bin]!;
    const weight = (bin: number) =>
      (Math.max(0, counts?.[bin + first] ?? 0) * inside(bin)) / (column.cuts[bin + 1]! - column.cuts[bin]!);
    const known = group.some((bin) => weight(bin) > 0);
    let sum = 0;
    return Float64Array.from(group, (bin) => {
      sum += known ? weight(bin) : inside(bin);
      return sum;
    });
  });
  // Throws for groups that are no range, before any row is drawn.
  groupRange(column, map);
  const ranges = bins.map((group) => ({ least: lows[group[0]!]!, most: ends[group.at(-1)!]! - 1 }));
  return {
    draw(level: number, stream: Keystream): number {
      const group = groupOf(level);
      const sums = cumulative[group]!;
      const target = (stream.nextUint32() / 4294967296) * sums.at(-1)!;
      let i = 0;
      while (i < sums.length - 1 && sums[i]! <= target) i++;
      const bin = bins[group]![i]!;
      return drawUnit(stream, lows[bin]!, ends[bin]!, slopes[bin]!);
    },
    range: (level: number) => ranges[groupOf(level)]!,
  };
}
