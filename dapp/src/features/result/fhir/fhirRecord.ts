import type { Column, ColumnConcept } from "@symbolon/protocol";

/** A column that says by a code what it is about. */
export type CodedColumn = Column & { readonly concept: ColumnConcept };

/** A FHIR R4 resource as it is written. */
export type FhirJson = {
  readonly resourceType: string;
  readonly id: string;
  readonly [field: string]: unknown;
};

const LOINC = "http://loinc.org";
/** LOINC's codes of a person's sex: it is Patient.gender, where the cell is one of its codes. */
const SEX_CODES = new Set(["46098-0", "76689-9"]);
const GENDERS = new Set(["male", "female", "other", "unknown"]);
/** Level of an empty cell, as the publish wizard names it. */
const MISSING = "missing";
/** How a schema says that numbers were multiplied to be whole. */
const TIMES = /(?:^| )times (10+)$/;

/**
 * One synthetic record as FHIR R4: a Patient, and for each coded column an Observation with the cell's value or, of a diagnosis that the record has, a Condition.
 * Ids begin with "synthetic", so that none is taken for a person's. `cells` by column name; columns that the file does not have, and cells that are missing,
 * give nothing. No dates: a record has none.
 */
export function fhirRecord(
  record: number,
  columns: readonly CodedColumn[],
  cells: ReadonlyMap<string, string>,
): FhirJson[] {
  const id = `synthetic-${record}`;
  const subject = { reference: `Patient/${id}` };
  const facts: FhirJson[] = [];
  let gender: string | undefined;
  for (const [place, column] of columns.entries()) {
    const cell = cells.get(column.name) ?? "";
    if (cell === "" || cell === MISSING) continue;
    const { system, code, resource } = column.concept;
    if (system === LOINC && SEX_CODES.has(code) && GENDERS.has(cell.toLowerCase())) {
      gender = cell.toLowerCase();
      continue;
    }
    const base = {
      id: `${id}-${place + 1}`,
      code: { coding: [{ system, code }], text: column.label },
      subject,
    };
    if (resource === "Observation")
      facts.push({ resourceType: resource, status: "final", ...base, ...valueIn(column, cell) });
    else if (cell === "yes") facts.push({ resourceType: resource, ...base });
  }
  return [{ resourceType: "Patient", id, ...(gender === undefined ? {} : { gender }) }, ...facts];
}

function valueIn(column: Column, cell: string): object {
  if (column.kind === "numeric" && Number.isFinite(Number(cell))) {
    const times = TIMES.exec(column.unit)?.[1];
    const unit = column.unit.replace(TIMES, "");
    const value = times === undefined ? Number(cell) : Number(cell) / Number(times);
    return { valueQuantity: { value, ...(unit === "" ? {} : { unit }) } };
  }
  const isFlag =
    column.kind === "categorical" && column.levels.every((level) => ["yes", "no", MISSING].includes(level));
  return isFlag ? { valueBoolean: cell === "yes" } : { valueCodeableConcept: { text: cell } };
}
