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
 * The patients of the hospital's OMOP tables whom an order may use: those that have a record (its subject is `person_id` or `person_source_value`) with a
 * flag. Their record's columns, then what OMOP says of them, then their rows of the tables that the schema names. Throws E1005 and E1001 as readOmop, E1006
 * for a folder in which no patient has a record, or it is not clear whose a record is.
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
  const rowsOf = recordsOf(people, source, records.subjects);
  const names = columns.map(({ name }) => name);
  const all = await mixedRecords(records, names, new Uint8Array(records.table.rows).fill(1));
  const parents = parentPlaces(schema);
  const pick = (chosen: Uint8Array): PatientRecords => {
    const places = rowsOf.flatMap((own, p) => (own?.every((row) => chosen[row] === 1) ? [p] : []));
    const picked = pickPatients(omop, places, parents);
    return {
      ...picked,
      patients: beside(
        pickRecords(
          all,
          Int32Array.from(places, (p) => rowsOf[p]![0]!),
        ),
        picked.patients,
      ),
    };
  };
  return { training: pick(flags.training), holdout: pick(flags.holdout), schema, targets, source };
}

/**
 * Every person's records, undefined where there are none; whoever has several is used only where all of them may be. Numbers of persons and of patients in their source may overlap: a record that could be one
 * person's by the one and another's by the other must not lend its consent to the wrong one.
 */
function recordsOf(
  people: readonly number[],
  { person }: OmopTables,
  subjects: readonly string[],
): readonly (readonly number[] | undefined)[] {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "related tables", reason });
  };
  const rowsOf = Map.groupBy(subjects.keys(), (row) => subjects[row]!);
  const pseudonyms = new Map(
    person.map(({ person_id, person_source_value }) => [person_id, person_source_value]),
  );
  const taken = new Set<string>();
  const found = people.map((id) => {
    const names = new Set([String(id), pseudonyms.get(id) ?? String(id)]);
    const [subject, other] = [...names].filter((name) => rowsOf.has(name));
    if (subject === undefined) return undefined;
    if (other !== undefined || taken.has(subject))
      refuse("a record's subject is the person_id of one person and the person_source_value of another");
    taken.add(subject);
    return rowsOf.get(subject);
  });
  return taken.size > 0 ? found : refuse("no person_id or person_source_value is the subject of a record");
}

/** Record columns, renamed, then OMOP's. */
function beside(own: MixedTable, omop: MixedTable): MixedTable {
  const renamed = own.columns.map((column) => ({ ...column, name: `${RECORD_PREFIX}${column.name}` }));
  return { rows: own.rows, columns: [...renamed, ...omop.columns] };
}
