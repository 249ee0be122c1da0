import type { RowLayout } from "./rowLayout.ts";

/** The last row of one code. */
type Same = {
  day: number;
  count: number;
  readonly last: Float64Array;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
};

/**
 * One patient's past in one table, as the cells of a RowLayout: the same code makes it for records that are learnt from and for rows that are
 * drawn. Cells are numbers; a level is its place; NaN is missing. One object serves one patient after the other.
 */
export class RowHistory {
  readonly cells: Float64Array;
  /** Rows still to come, per group of codes. */
  readonly still: Int32Array;
  readonly #layout: RowLayout;
  #rows = 0;
  #gap = Number.NaN;
  #code = Number.NaN;
  readonly #same = new Map<number, Same>();

  constructor(layout: RowLayout) {
    this.#layout = layout;
    this.cells = new Float64Array(layout.columns.length);
    this.still = new Int32Array(layout.groups);
  }

  /** A new patient, whose cells (`patient(i)`, one per patient column) stay for all rows. */
  open(patient: (column: number) => number): void {
    for (let i = 0; i < this.#layout.patient; i++) this.cells[i] = patient(i);
    this.#rows = 0;
    this.#gap = Number.NaN;
    this.#code = Number.NaN;
    this.#same.clear();
  }

  /** Everything before the gap: `anchor` is the day that the gap counts from, `until` the last day (NaN: none). */
  begin(anchor: number, until: number, parent: (column: number) => number): void {
    const { at, parent: width } = this.#layout;
    const { cells } = this;
    for (let i = 0; i < width; i++) cells[at.parent + i] = parent(i);
    cells[at.past] = anchor;
    cells[at.past + 1] = until - anchor;
    cells[at.past + 2] = this.#rows;
    cells[at.past + 3] = this.#gap;
    cells[at.past + 4] = this.#code;
    cells.set(this.still, at.groups);
  }

  /** Everything between the code and the values, once the code (-1: the table has none) is known. */
  recall(code: number, day: number): void {
    const { lastOf, since } = this.#layout;
    const { cells } = this;
    const same = this.#same.get(code);
    cells[since] = same === undefined ? Number.NaN : day - same.day;
    cells[since + 1] = same?.count ?? 0;
    lastOf.forEach(({ last, mean }, v) => {
      cells[last] = same?.last[v] ?? Number.NaN;
      if (mean !== null)
        cells[mean] =
          same === undefined || same.counts[v] === 0 ? Number.NaN : same.sums[v]! / same.counts[v]!;
    });
  }

  /** The row is complete: its values, in the cells, become part of the past. */
  push(code: number, day: number, group: number): void {
    const { at, lastOf } = this.#layout;
    this.#rows++;
    this.#gap = this.cells[at.gap]!;
    this.#code = code < 0 ? Number.NaN : code;
    this.still[group]!--;
    let same = this.#same.get(code);
    if (same === undefined) {
      const width = lastOf.length;
      same = {
        day,
        count: 0,
        last: new Float64Array(width).fill(Number.NaN),
        sums: new Float64Array(width),
        counts: new Float64Array(width),
      };
      this.#same.set(code, same);
    }
    same.day = day;
    same.count++;
    for (let v = 0; v < lastOf.length; v++) {
      const value = this.cells[at.values + v]!;
      if (Number.isNaN(value)) continue;
      // A missing value is not remembered: the one before it is still the last that was seen.
      same.last[v] = value;
      same.sums[v]! += value;
      same.counts[v]!++;
    }
  }
}
