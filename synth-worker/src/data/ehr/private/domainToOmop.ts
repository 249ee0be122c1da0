import { conceptRows, usedConcepts } from "../../../ehr/omop/conceptRows.ts";
import {
  type AnyOmopRow,
  columnsOf,
  OMOP_TABLE_NAMES,
  type OmopTables,
} from "../../../ehr/omop/omopTables.ts";
import { VOCABULARY_URIS } from "../../../ehr/omop/vocabularyUris.ts";
import type { MixedColumn, MixedTable } from "../../../math/mixedTable.ts";
import type { PatientRecords, RowTable } from "../../../math/patientRecords.ts";
import { recordsToOmop } from "../recordsToOmop.ts";
import type { PublicOmop, PublicOmopTable } from "./publicOmop.ts";
import { yearOf } from "./yearOf.ts";

/**
 * Patients drawn from a private model as OMOP tables. Makes them of the drawn records and of the domain alone: it has no way to the tables that the model was
 * learnt from, so vocabulary is written anew (concepts in use, named by their number; `systems`: URIs of code systems by their id, for those in use) and there is no cdm_source.
 * Numbers are written with their code's decimals, and not at all for codes without numbers.
 */
export function domainToOmop(
  { patients, tables }: PatientRecords,
  { sexes, tables: own }: PublicOmop,
  systems: Readonly<Record<string, string>>,
): OmopTables {
  const made = recordsToOmop(
    {
      patients: {
        rows: patients.rows,
        columns: [...patients.columns.map((c) => asTexts(c, "sex", sexes.texts)), birthOf(patients)],
      },
      tables: tables.map((table, t) => asOmop(table, own[t]!)),
    },
    own.map(({ target }) => target),
  );
  return { ...made, ...conceptRows(usedConcepts(made), usedSystems(made, systems)) };
}

/** Year of birth, from the age on the first day. */
function birthOf(patients: MixedTable): MixedColumn {
  const cells = (name: string) => {
    const column = patients.columns.find((each) => each.name === name);
    if (column?.kind !== "number") throw new RangeError(`there is no number column ${name}`);
    return column.values;
  };
  const ages = cells("age");
  return {
    name: "year of birth",
    kind: "number",
    values: cells("first day").map((day, p) => yearOf(day) - ages[p]!),
    decimals: 0,
  };
}

function asOmop({ rows, ...table }: RowTable, { codes, values, decimals }: PublicOmopTable): RowTable {
  const about = rows.columns.find(({ name }) => name === "about");
  const codeAt = (row: number) => (about?.kind === "category" ? about.codes[row]! : -1);
  const columns = rows.columns.map((column): MixedColumn => {
    if (column.kind === "category")
      return asTexts(asTexts(column, "about", codes.texts), "value", values?.texts ?? []);
    if (column.name !== "number") return column;
    return {
      ...column,
      values: column.values.map((value, row) => {
        const places = decimals[codeAt(row)] ?? null;
        if (places === null) return Number.NaN;
        const scale = 10 ** places;
        // Down, so that the value stays in its bin; an edge such as .29 is 28.999... hundredths.
        return Math.floor(value * scale + 1e-6) / scale;
      }),
    };
  });
  return { ...table, rows: { rows: rows.rows, columns } };
}

/** Levels by the cells that stand for them, where the column has that name. */
function asTexts(column: MixedColumn, name: string, texts: readonly string[]): MixedColumn {
  return column.kind === "category" && column.name === name ? { ...column, levels: texts } : column;
}

/** Code systems whose id stands before the colon of a source value that was written. */
function usedSystems(made: OmopTables, own: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const used = new Map<string, string>();
  for (const table of OMOP_TABLE_NAMES) {
    const columns = Object.keys(columnsOf(table)).filter((name) => name.endsWith("_source_value"));
    for (const row of made[table] as readonly AnyOmopRow[])
      for (const column of columns) {
        const id = /^([^:]+):/.exec(String(row[column] ?? ""))?.[1];
        const uri = id === undefined ? undefined : (own[id] ?? VOCABULARY_URIS.get(id));
        if (id !== undefined && uri !== undefined) used.set(id, uri);
      }
  }
  return used;
}
