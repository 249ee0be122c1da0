import type { EncodedTable } from "../../math/encodedTable.ts";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import type { ColumnLevels } from "../../tabular/coarse/columnLevels.ts";
import { cellOf } from "../history/cellOf.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";
import type { OutcomeShape } from "./hazards/outcomeShape.ts";
import { type LevelCoder, levelCoder } from "./levelCoder.ts";
import type { PublicDomain } from "./publicDomain.ts";

/** A number of rows that is a column of the patient's: its name and the most it can be. */
export type CountColumn = { readonly name: string; readonly most: number };

/** Patients as fine levels and back: their columns, then time and event as one column, then numbers of rows. */
export type PatientCoding = {
  readonly names: readonly string[];
  readonly sizes: readonly number[];
  readonly levels: readonly ColumnLevels[];
  /** Columns before the numbers of rows. */
  readonly context: number;
  /** Coders of the columns before the survival pair. */
  readonly coders: readonly LevelCoder[];
  /** What the survival pair's levels mean, and its column; null: there is none. */
  readonly outcome: (OutcomeShape & { readonly column: number }) | null;
  readonly encode: (patients: MixedTable, counts: readonly Float64Array[]) => EncodedTable;
  /** Values in the columns' order of the domain; `unit` draws from [0, 1). */
  readonly decode: (
    table: EncodedTable,
    unit: () => number,
  ) => { readonly patients: MixedTable; readonly counts: readonly Float64Array[] };
};

/**
 * The coding of patients. A survival pair is one column: event and bin of the grid, so that every table with it holds the hazards of event and of
 * censoring on the grid; every patient has both. Throws RangeError for edges that do not ascend, or a survival pair without a grid.
 */
export function patientCoding(
  schema: SequenceSchema,
  domain: PublicDomain,
  counts: readonly CountColumn[],
): PatientCoding {
  const { survival } = schema;
  const pair = (name: string) =>
    survival !== undefined && (name === survival.time || name === survival.event);
  const plain = domain.patients.filter(({ name }) => !pair(name));
  const coders = plain.map((column) => levelCoder(column));
  const event = domain.patients.find(({ name }) => name === survival?.event);
  const events = event?.kind === "category" ? event.levels.length : 0;
  if (survival !== undefined && (events === 0 || domain.grid === undefined))
    throw new RangeError("a survival pair needs its event's levels and a grid of times");
  const grid = levelCoder({
    name: "grid",
    kind: "number",
    edges: domain.grid ?? [0, 1],
    decimals: 0,
    complete: true,
  });
  const bins = grid.size;
  const outcome = survival === undefined ? [] : [events * bins];
  const sizes = [...coders.map(({ size }) => size), ...outcome, ...counts.map(({ most }) => most + 1)];
  const context = coders.length + outcome.length;
  return {
    names: [
      ...plain.map(({ name }) => name),
      ...(survival === undefined ? [] : [`${survival.time}, ${survival.event}`]),
      ...counts.map(({ name }) => name),
    ],
    sizes,
    context,
    coders,
    outcome:
      survival === undefined || event?.kind !== "category"
        ? null
        : { column: coders.length, events, bins, target: event.levels.indexOf(survival.level) },
    levels: sizes.map((_, c): ColumnLevels => {
      if (c >= context) return { ordered: true, missing: null };
      return { ordered: coders[c]?.ordered ?? false, missing: coders[c]?.missing ?? null };
    }),
    encode(patients, numbers) {
      const columnOf = (name: string) => {
        const found = patients.columns.find((column) => column.name === name);
        if (found === undefined) throw new RangeError(`there is no column ${name}`);
        return found;
      };
      const columns = plain.map(({ name }, c) => {
        const column = columnOf(name);
        return levelsOf(patients.rows, (row) => coders[c]!.levelOf(cellOf(column, row), -1));
      });
      if (survival !== undefined) {
        const [time, kind] = [columnOf(survival.time), columnOf(survival.event)];
        columns.push(
          levelsOf(patients.rows, (row) => {
            const [at, what] = [cellOf(time, row), cellOf(kind, row)];
            // Nothing is refused for what records hold: a patient without either counts as the first level.
            if (Number.isNaN(what)) return 0;
            return what * bins + grid.levelOf(at, -1);
          }),
        );
      }
      counts.forEach(({ most }, c) => {
        columns.push(levelsOf(patients.rows, (row) => Math.min(most, numbers[c]![row]!)));
      });
      return { sizes, rows: patients.rows, columns };
    },
    decode(table, unit) {
      const cells = new Map<string, Float64Array>();
      plain.forEach(({ name }, c) => {
        cells.set(
          name,
          Float64Array.from(table.columns[c]!, (level) => coders[c]!.cellOf(level, -1, unit())),
        );
      });
      if (survival !== undefined) {
        const levels = Array.from(table.columns[coders.length]!);
        cells.set(
          survival.time,
          Float64Array.from(levels, (level) => grid.cellOf(level % bins, -1, unit())),
        );
        cells.set(
          survival.event,
          Float64Array.from(levels, (level) => Math.floor(level / bins)),
        );
      }
      return {
        patients: {
          rows: table.rows,
          columns: domain.patients.map((column): MixedColumn => {
            const values = cells.get(column.name)!;
            return column.kind === "number"
              ? { name: column.name, kind: "number", values, decimals: column.decimals }
              : {
                  name: column.name,
                  kind: "category",
                  levels: column.levels,
                  codes: Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value)),
                };
          }),
        },
        counts: counts.map((_, c) => Float64Array.from(table.columns[context + c]!)),
      };
    },
  };
}

function levelsOf(rows: number, levelOf: (row: number) => number): Uint16Array {
  return Uint16Array.from({ length: rows }, (_, row) => levelOf(row));
}
