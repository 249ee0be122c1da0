import type { EncodedTable } from "../../math/encodedTable.ts";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";

/** Fewer records than this do not make a level of their own: they join the other rare levels. */
const MIN_LEVEL_COUNT = 5;
/** How many equally spaced order statistics the search for boundaries may try. */
const MAX_PROBES = 1000;

/** Bins fixed on reference records. `labels[column][bin]` says in words what a bin holds; the last bin is always "missing". */
export type DecileCoder = {
  readonly labels: readonly (readonly string[])[];
  /** Records of the same columns as bin numbers, one byte each. Throws RangeError for other columns. */
  readonly code: (table: MixedTable) => EncodedTable;
};

/** Bins of one column; `place` writes a bin number for every record. */
type ColumnBins = {
  readonly labels: readonly string[];
  readonly place: (column: MixedColumn, out: Uint8Array) => void;
};

/**
 * The coarse columns on which tables are compared: numbers in `bins` runs between order statistics of the reference, categories as their
 * `levels` commonest levels (at least 5 records each) and one bin for the rest; missing cells are a bin of their own. The rules are those of
 * mostlyai-qa's accuracy (synth.md 2.4): at most `bins` different numbers are a bin each; otherwise the smallest number of evenly spaced order
 * statistics that gives more than `bins` different values gives the boundaries, cut to as few decimals as keep them apart. Values outside
 * the reference's range join the end bins, values between go to the boundary below.
 * Throws RangeError for fewer than 2 bins or 1 level, or more than 200 of either.
 */
export function decileCoder(
  reference: MixedTable,
  { bins = 10, levels = 10 }: { readonly bins?: number; readonly levels?: number } = {},
): DecileCoder {
  if (!(bins >= 2 && bins <= 200 && levels >= 1 && levels <= 200))
    throw new RangeError(`${bins} bins and ${levels} levels are not what one byte can hold`);
  const columns = reference.columns.map((column) =>
    column.kind === "number" ? numberBins(column.values, bins) : categoryBins(column, levels),
  );
  const sizes = columns.map(({ labels }) => labels.length);
  return {
    labels: columns.map(({ labels }) => labels),
    code(table) {
      if (table.columns.length !== columns.length) throw new RangeError("the table has other columns");
      const coded = columns.map(({ place }, c) => {
        const out = new Uint8Array(table.rows);
        place(table.columns[c]!, out);
        return out;
      });
      return { sizes, rows: table.rows, columns: coded };
    },
  };
}

function numberBins(values: Float64Array, bins: number): ColumnBins {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const single = distinct.length <= bins;
  const starts = single ? readable([...distinct, Infinity]).slice(0, -1) : boundaries(sorted, bins);
  const lower = Float64Array.from(single ? starts : starts.slice(0, -1));
  const missing = Math.max(1, lower.length);
  const labels = single
    ? Array.from(distinct, String)
    : Array.from(lower, (from, i) =>
        i < lower.length - 1 ? `${from} to below ${lower[i + 1]}` : `${from} to ${starts.at(-1)}`,
      );
  return {
    // Reference records without one number: whatever number comes is in the one bin.
    labels: [...(labels.length === 0 ? ["any number"] : labels), "missing"],
    place(column, out) {
      if (column.kind !== "number") throw new RangeError(`${column.name} is no number here`);
      for (let row = 0; row < out.length; row++) {
        const value = column.values[row]!;
        let bin = lower.length - 1;
        while (bin > 0 && value < lower[bin]!) bin--;
        out[row] = Number.isNaN(value) ? missing : Math.max(0, bin);
      }
    },
  };
}

/** The ends of `bins` or more runs of the sorted values, first and last value included, without repetitions. */
function boundaries(sorted: Float64Array, bins: number): number[] {
  let found: number[] = [];
  const last = sorted.length - 1;
  const limit = Math.max(bins + 1, Math.min(MAX_PROBES, sorted.length + 1));
  for (let probes = bins; probes < limit && found.length <= bins; probes++) {
    const step = last / (probes - 1);
    const picked = Array.from({ length: probes }, (_, i) => {
      return sorted[i === probes - 1 ? last : Math.floor(i * step)]!;
    });
    found = [...new Set(picked)];
  }
  return readable(found);
}

/** All boundaries but the last one cut down to the fewest decimals that still tell them apart. */
function readable(ends: readonly number[]): number[] {
  for (let decimals = 0; decimals < 20; decimals++) {
    const scale = Number(`1e${decimals}`);
    const cut = ends.map((end) => Math.floor(end * scale) / scale);
    if (new Set(cut).size === ends.length) return [...cut.slice(0, -1), ends.at(-1)!];
  }
  return [...ends];
}

function categoryBins(column: MixedColumn & { kind: "category" }, most: number): ColumnBins {
  // The place after the last level counts missing cells: they compete for a bin like any level, and have theirs anyway.
  const missing = column.levels.length;
  const counts = new Int32Array(missing + 1);
  for (const code of column.codes) counts[code < 0 ? missing : code]!++;
  const kept = Array.from(counts.keys())
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, most)
    .filter((level) => counts[level]! >= MIN_LEVEL_COUNT && level !== missing)
    .sort((a, b) => a - b);
  const other = kept.length;
  const binOf = new Uint8Array(missing + 1).fill(other);
  kept.forEach((level, bin) => {
    binOf[level] = bin;
  });
  binOf[missing] = other + 1;
  const names = kept.map((level) => column.levels[level]!);
  return {
    labels: [...names, names.includes("other") ? "all other" : "other", "missing"],
    place(given, out) {
      if (given.kind !== "category" || given.levels.length !== missing)
        throw new RangeError(`${given.name} has other levels here`);
      for (let row = 0; row < out.length; row++) {
        const code = given.codes[row]!;
        out[row] = binOf[code < 0 ? missing : code]!;
      }
    },
  };
}
