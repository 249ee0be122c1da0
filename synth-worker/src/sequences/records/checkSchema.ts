import { SymbolonError } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import type { PatientRecords } from "../../math/patientRecords.ts";
import type { SequenceSchema } from "./sequenceSchema.ts";

/**
 * Throws E1006, naming the first fault, for a description that does not fit the records' columns, and for rows that are not in the order of their patients:
 * everything else takes a patient's rows for those between two places, and would count one patient's rows for another's.
 */
export function checkSchema(records: PatientRecords, schema: SequenceSchema): void {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "description of tables", reason });
  };
  const want = (table: MixedTable, name: string, kind: "number" | "category") => {
    if (table.columns.find((column) => column.name === name)?.kind !== kind)
      refuse(`there is no ${kind} column ${name}`);
  };
  if (schema.tables.length !== records.tables.length)
    refuse(`${records.tables.length} tables with ${schema.tables.length} descriptions`);
  if (new Set(schema.tables.map(({ name }) => name)).size !== schema.tables.length)
    refuse("two tables have one name");
  if (schema.until !== undefined) want(records.patients, schema.until, "number");
  if (schema.survival !== undefined) {
    want(records.patients, schema.survival.time, "number");
    want(records.patients, schema.survival.event, "category");
    for (const name of schema.survival.covariates ?? [])
      if (!records.patients.columns.some((column) => column.name === name))
        refuse(`there is no column ${name}`);
  }
  for (const [t, { name, code, parent, mostRows, once, sum }] of schema.tables.entries()) {
    const { owner, rows, parent: parents } = records.tables[t]!;
    const isOrdered = owner.every((patient, row) => patient >= (owner[row - 1] ?? 0));
    if (!isOrdered || (owner.at(-1) ?? -1) >= records.patients.rows)
      refuse(`${name}: its rows are not in the order of the patients`);
    if (!Number.isInteger(mostRows) || mostRows < 1) refuse(`${name}: at most ${mostRows} rows of a patient`);
    if (code !== undefined) want(rows, code, "category");
    if (once !== undefined && code === undefined) refuse(`${name}: codes that occur once, but no code`);
    if (parent !== undefined && schema.tables.findIndex((each) => each.name === parent) >= t)
      refuse(`${name}: its parent ${parent} comes after it`);
    if (parent !== undefined && !schema.tables.some((each) => each.name === parent))
      refuse(`${name}: there is no table ${parent}`);
    if ((parent === undefined) !== (parents === null)) refuse(`${name}: parents do not fit the description`);
    if (sum !== undefined) {
      want(rows, sum.column, "number");
      want(records.patients, sum.patientColumn, "number");
    }
  }
}
