import { MODELLED_TABLES, SymbolonError } from "@symbolon/protocol";
import { type OmopRecords, omopRecords } from "../../../data/ehr/omopRecords.ts";
import { readOmop } from "../../../data/ehr/readOmop.ts";
import { mixedRecords } from "../../../data/mixedRecords.ts";
import { emptyTables } from "../../../ehr/omop/emptyTables.ts";
import type { OmopTables } from "../../../ehr/omop/omopTables.ts";
import type { MixedTable } from "../../../math/mixedTable.ts";
import type { PatientRecords } from "../../../math/patientRecords.ts";
import { pickRecords } from "../../../math/pickRecords.ts";
import { parentPlaces } from "../../../sequences/records/parentPlaces.ts";
import { pickPatients } from "../../../sequences/records/pickPatients.ts";
import type { SequenceSchema } from "../../../sequences/records/sequenceSchema.ts";
import type { OrderRows } from "../../../tabular/hospital/rowsOfOrder.ts";
import type { Hospital } from "../openHospital.ts";

/** Columns of the hospital's records go into the model of whole patients under this prefix: OMOP's own columns keep their names. */
export const RECORD_PREFIX = "record ";

/** Whole patients of one order, parted, with what is needed to write others like them. */
export type OrderPatients = {
  readonly training: PatientRecords;
  readonly holdout: PatientRecords;
  readonly schema: SequenceSchema;
  readonly targets: OmopRecords["targets"];
  /** The tables that were read; of them vocabulary is used again. */
  readonly source: OmopTables;
};

/**
 * The patients of the hospital's OMOP tables whom an order may use: those that have a record (its subject is `person_id` or `person_source_value`) with a flag. Their record's columns,
 * then what OMOP says of them, then their rows of the tables that the schema names. Throws E1005 and E1001 as readOmop, E1006 for a folder in
 * which no patient has a record.
 */
export async function orderPatients(
  { records, folders, schema: { columns, related } }: Hospital,
  flags: Pick<OrderRows, "training" | "holdout">,
): Promise<OrderPatients> {
  const { tables, mostRows } = related!;
  const source = await readOmop(folders.related!);
  const wanted: OmopTables = { ...source };
  for (const name of MODELLED_TABLES) if (!tables.includes(name)) wanted[name] = emptyTables()[name] as never;
  const { records: omop, people, schema, targets } = omopRecords(wanted, mostRows);
  const rowOf = new Map(records.subjects.map((subject, row) => [subject, row]));
  const pseudonyms = new Map(
    source.person.map(({ person_id, person_source_value }) => [person_id, person_source_value]),
  );
  const rows = people.map((person) => rowOf.get(String(person)) ?? rowOf.get(pseudonyms.get(person) ?? ""));
  if (rows.every((row) => row === undefined))
    throw new SymbolonError("E1006", {
      document: "related tables",
      reason: "no person_id or person_source_value is the subject of a record",
    });
  const names = columns.map(({ name }) => name);
  const all = await mixedRecords(records, names, new Uint8Array(records.table.rows).fill(1));
  const parents = parentPlaces(schema);
  const pick = (chosen: Uint8Array): PatientRecords => {
    const places = rows.flatMap((row, p) => (row !== undefined && chosen[row] === 1 ? [p] : []));
    const picked = pickPatients(omop, places, parents);
    return {
      ...picked,
      patients: beside(
        pickRecords(
          all,
          Int32Array.from(places, (p) => rows[p]!),
        ),
        picked.patients,
      ),
    };
  };
  return { training: pick(flags.training), holdout: pick(flags.holdout), schema, targets, source };
}

/** Record columns, renamed, then OMOP's. */
function beside(own: MixedTable, omop: MixedTable): MixedTable {
  const renamed = own.columns.map((column) => ({ ...column, name: `${RECORD_PREFIX}${column.name}` }));
  return { rows: own.rows, columns: [...renamed, ...omop.columns] };
}
