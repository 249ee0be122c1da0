import type { ColumnLevels } from "../../tabular/coarse/columnLevels.ts";
import type { RowLayout } from "../history/rowLayout.ts";
import type { LevelCoder } from "./levelCoder.ts";

/** One column of a private table of rows: fine levels of what a RowHistory's cells say. */
type CodedColumn = ColumnLevels & {
  readonly size: number;
  readonly levelOf: (cells: Float64Array, isFirst: boolean) => number;
};

/** A private table of rows: context first (patient, parent, past), then what is drawn. */
export type RowTableCoding = {
  readonly columns: readonly CodedColumn[];
  /** Places of the columns that are drawn, counted with the context that is not in `columns` (patient and parent) before them. */
  readonly unknown: readonly number[];
  /** Tables that a Markov model measures: each drawn column with the column of the past that says most about it. */
  readonly pairs: readonly (readonly number[])[];
};

/** Coders of a table's cells; values in the order of the layout. */
export type RowCoders = {
  readonly gap: LevelCoder;
  readonly firstDay: LevelCoder;
  /** Number of codes; null: the table has none. */
  readonly codes: number | null;
  readonly values: readonly LevelCoder[];
  /** The same for the past, which a first row does not have. */
  readonly pastValues: readonly LevelCoder[];
  /** Most rows still to come. */
  readonly most: number;
};

/**
 * Two tables of one table of rows: when the next row is and what it is about, given the patient and the past; then its values, given also gap, code,
 * and the last values and means of the same code. First days follow after the gaps as levels of
 * one column, so whether a row is the first is said by the levels that it may have. `above`: columns of patient and parent
 * that stand before.
 */
export function rowCoding(
  { at, groups, since, lastOf }: RowLayout,
  { gap, firstDay, codes, values, pastValues, most }: RowCoders,
  above: number,
): { readonly when: RowTableCoding; readonly what: RowTableCoding | null } {
  const days = (place: number): CodedColumn => ({
    ...levels(gap),
    levelOf: (cells) => gap.levelOf(cells[place]!, -1),
  });
  const code = (place: number): CodedColumn => ({
    size: codes! + 1,
    ordered: false,
    missing: codes!,
    levelOf: (cells) => (Number.isNaN(cells[place]!) ? codes! : cells[place]!),
  });
  const valueAt = (place: number, coder: LevelCoder): CodedColumn => ({
    ...levels(coder),
    levelOf: (cells) => coder.levelOf(cells[place]!, at.code === null ? -1 : cells[at.code]!),
  });
  const gapSize = gap.size - 1;
  /** Days left for each row still to come: what keeps a patient's rows within the patient's time. */
  const pace: CodedColumn = {
    ...levels(gap),
    levelOf(cells) {
      let rows = 0;
      for (let group = 0; group < groups; group++) rows += cells[at.groups + group]!;
      return gap.levelOf(cells[at.past + 1]! / Math.max(1, rows), -1);
    },
  };
  const past: CodedColumn[] = [
    days(at.past + 1),
    days(at.past + 3),
    ...(codes === null ? [] : [code(at.past + 4)]),
    pace,
    ...Array.from(
      { length: groups },
      (_, group): CodedColumn => ({
        size: most + 1,
        ordered: true,
        missing: null,
        levelOf: (cells) => Math.max(0, Math.min(most, cells[at.groups + group]!)),
      }),
    ),
  ];
  const drawn: CodedColumn[] = [
    {
      size: gapSize + firstDay.size - 1,
      ordered: true,
      missing: null,
      levelOf: (cells, isFirst) =>
        isFirst ? gapSize + firstDay.levelOf(cells[at.gap]!, -1) : gap.levelOf(cells[at.gap]!, -1),
    },
    ...(codes === null ? [] : [code(at.code!)]),
  ];
  const known: CodedColumn[] = [
    ...(codes === null ? [] : [code(at.code!)]),
    days(at.gap),
    days(since),
    ...lastOf.flatMap(({ last, mean }, v) => [
      valueAt(last, pastValues[v]!),
      ...(mean === null ? [] : [valueAt(mean, pastValues[v]!)]),
    ]),
  ];
  const own = values.map((coder, v) => valueAt(at.values + v, coder));
  const before = codes === null ? 2 : 3;
  const lastPlaces = lastOf.map(({ last }) => before + last - lastOf[0]!.last);
  return {
    // What says most about a gap is the pace, about a code the last code.
    when: tableOf(past, drawn, above, [past.indexOf(pace), 2]),
    what: own.length === 0 ? null : tableOf(known, own, above, lastPlaces),
  };
}

/** `pasts[i]`: the place among the known columns of what says most about drawn column i. */
function tableOf(
  known: readonly CodedColumn[],
  drawn: readonly CodedColumn[],
  above: number,
  pasts: readonly number[],
): RowTableCoding {
  const unknown = drawn.map((_, i) => above + known.length + i);
  return {
    columns: [...known, ...drawn],
    unknown,
    pairs: unknown.map((column, i) => [above + pasts[i]!, column]),
  };
}

function levels({ size, ordered, missing }: LevelCoder): ColumnLevels & { readonly size: number } {
  return { size, ordered, missing };
}
