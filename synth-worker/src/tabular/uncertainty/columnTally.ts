import type { ValueColumn } from "../coding/valueColumn.ts";
import type { ColumnFigure } from "./columnFigure.ts";

type Numbers = { readonly kind: "number"; name: string; present: number; mean: number; squares: number };
type Levels = {
  readonly kind: "categorical";
  name: string;
  labels: readonly (string | null)[];
  counts: Float64Array;
};

/** Counts rows block by block, in memory of one number per level, and gives the figures of every column. */
export class ColumnTally {
  #rows = 0;
  #columns: (Numbers | Levels)[] | null = null;

  /** Takes in a block; every block has the columns of the first. Throws RangeError otherwise. */
  add(block: readonly ValueColumn[]): void {
    this.#columns ??= block.map((column) =>
      column.kind === "number"
        ? { kind: "number", name: column.name, present: 0, mean: 0, squares: 0 }
        : {
            kind: "categorical",
            name: column.name,
            labels: column.labels,
            counts: new Float64Array(column.labels.length),
          },
    );
    if (block.length !== this.#columns.length) throw new RangeError("another number of columns");
    for (const [i, column] of block.entries()) {
      const own = this.#columns[i]!;
      if (own.name !== column.name) throw new RangeError("other columns than before");
      if (column.kind === "number" && own.kind === "number") addNumbers(own, column.values);
      else if (column.kind === "categorical" && own.kind === "categorical")
        for (const code of column.codes) own.counts[code]!++;
      else throw new RangeError(`${column.name} changed its kind`);
    }
    const first = block[0];
    if (first !== undefined) this.#rows += (first.kind === "number" ? first.values : first.codes).length;
  }

  /**
   * Means of numbers and shares of empty cells and levels, column by column, with the squared standard errors they would have in a
   * table of `records` real records (not of the rows, of which there may be any number). In p (1 - p) / records the share p
   * is (count + 1/2) / (rows + 1): that no row has a level does not make it certain that nobody has (Jeffreys' prior). Throws
   * RangeError unless `records` is above 0.
   */
  figures(records: number): ColumnFigure[] {
    if (!(records > 0)) throw new RangeError(`${records} records`);
    const rows = this.#rows;
    const shareOf = (column: string, level: string | null, count: number): ColumnFigure => {
      const p = (count + 0.5) / (rows + 1);
      return {
        column,
        kind: "share",
        level,
        estimate: rows === 0 ? null : count / rows,
        variance: rows === 0 ? null : (p * (1 - p)) / records,
      };
    };
    return (this.#columns ?? []).flatMap((own): ColumnFigure[] => {
      const column = own.name;
      if (own.kind === "categorical")
        return own.labels.map((level, code) => shareOf(column, level, own.counts[code]!));
      const { present, mean, squares } = own;
      // Of `records` real ones as large a part has a value as of the rows.
      const variance = present < 2 ? 0 : squares / (present - 1) / ((records * present) / rows);
      const known = present > 0;
      return [
        {
          column,
          kind: "mean",
          level: null,
          estimate: known ? mean : null,
          variance: known ? variance : null,
        },
        shareOf(column, null, rows - present),
      ];
    });
  }
}

/** Mean and sum of squared departures, one value at a time (Welford 1962). */
function addNumbers(own: Numbers, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    own.present++;
    const departure = value - own.mean;
    own.mean += departure / own.present;
    own.squares += departure * (value - own.mean);
  }
}
