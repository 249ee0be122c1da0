import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { makeBinner } from "../../trees/coding/binner.ts";
import { fitStep } from "../../trees/growth/fitStep.ts";
import type { CodedTable, FittedStep, Step } from "../../trees/model/treesModel.ts";
import type { CodeGroups } from "../history/codeGroups.ts";
import { type RowLayout, rowLayout } from "../history/rowLayout.ts";
import { type RowSource, walkRows } from "../history/walkRows.ts";
import { type ValueScale, valueScale } from "./valueScale.ts";

/** Bins of a predictor: enough for the past, and cheap to count. */
const PREDICTOR_BINS = 48;

/** The trees of one table. Holds training records: never to be published (see TreesModel). */
export type RowModel = {
  readonly layout: RowLayout;
  readonly code: number;
  readonly groups: CodeGroups;
  readonly coded: CodedTable;
  /** Whose row each training record is. */
  readonly owner: Int32Array;
  /** 1 for the rows whose gap counts from day 0, which may be before it. */
  readonly isFirst: Uint8Array;
  readonly steps: readonly { readonly fitted: FittedStep; readonly column: number }[];
  /** Scales of number columns by their place in the layout. */
  readonly scales: ReadonlyMap<number, ValueScale>;
};

/** Grows the trees of a table: gap, code, then every value, each on what is known before it. */
export function fitRows(source: RowSource, leaf: number): RowModel {
  const { table, patients, above, code, groups } = source;
  const columns = table.rows.columns;
  const values = columns.filter((_, c) => c !== code);
  const layout = rowLayout({
    patients: patients.columns,
    parents: above === null ? [] : above.table.rows.columns,
    code: columns[code] ?? null,
    values,
    groups: groups.count,
  });
  const count = table.owner.length;
  const cells = layout.columns.map(() => new Float64Array(count));
  const isFirst = new Uint8Array(count);
  walkRows(source, layout, (row, found, first) => {
    cells.forEach((column, c) => {
      column[row] = found[c]!;
    });
    isFirst[row] = Number(first);
  });
  const flat: MixedTable = {
    rows: count,
    columns: layout.columns.map(
      ({ name, levels, decimals }, c): MixedColumn =>
        levels === null
          ? { name, kind: "number", values: cells[c]!, decimals }
          : {
              name,
              kind: "category",
              levels,
              codes: Int32Array.from(cells[c]!, (cell) => (Number.isNaN(cell) ? -1 : cell)),
            },
    ),
  };
  const binners = flat.columns.map((column) => makeBinner(column, PREDICTOR_BINS));
  const bins = flat.columns.map((column, c) => binners[c]!.code(column));
  const coded = { table: flat, binners, bins };
  const everybody = Int32Array.from({ length: count }, (_, row) => row);
  const steps = planRow(layout, flat, leaf).map((step) => {
    const before = [...flat.columns.keys()].filter(
      (column) => column < step.column && binners[column]!.count > 1,
    );
    const known =
      step.column === layout.at.gap || step.column === layout.at.code ? before : withoutRest(layout, before);
    return { fitted: fitStep(coded, step, known, everybody, leaf), column: step.column };
  });
  return {
    layout,
    code,
    groups,
    coded,
    owner: table.owner,
    isFirst,
    steps,
    scales: scalesOf(layout, cells, isFirst),
  };
}

/** What is still to come decides gap and code; values follow from the patient, the row and the past. */
function withoutRest({ at }: RowLayout, columns: readonly number[]): number[] {
  return columns.filter((column) => column < at.groups || column >= at.gap);
}

/** Steps in the order of the layout; a number that fewer records than a leaf have stays empty. */
function planRow(layout: RowLayout, { columns, rows }: MixedTable, leaf: number): Step[] {
  const { gap, code, values, end } = layout.at;
  const own = [
    gap,
    ...(code === null ? [] : [code]),
    ...Array.from({ length: end - values }, (_, v) => values + v),
  ];
  return own.flatMap((column): Step[] => {
    const cells = columns[column]!;
    if (cells.kind === "category") return [{ kind: "level", column }];
    const there = cells.values.reduce((sum, value) => sum + Number(!Number.isNaN(value)), 0);
    if (there < leaf) return [];
    return there < rows
      ? [
          { kind: "missing", column },
          { kind: "number", column },
        ]
      : [{ kind: "number", column }];
  });
}

function scalesOf(
  layout: RowLayout,
  cells: readonly Float64Array[],
  isFirst: Uint8Array,
): Map<number, ValueScale> {
  const { gap, code, values, end } = layout.at;
  const scales = new Map([[gap, valueScale(cells[gap]!, Float64Array.from(isFirst), 0)]]);
  for (let column = values; column < end; column++) {
    const { levels, decimals } = layout.columns[column]!;
    if (levels === null)
      scales.set(column, valueScale(cells[column]!, code === null ? null : cells[code]!, decimals));
  }
  return scales;
}
