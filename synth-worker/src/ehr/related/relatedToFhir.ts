import { dayText } from "../dates/civilDay.ts";
import { readDate } from "../dates/readDate.ts";
import { SYSTEM } from "../fhir/codes.ts";
import { EXTENSION } from "../fhir/keptShapes.ts";
import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import type { RelatedMap, RelatedTable } from "./relatedMap.ts";

/** A row of a related table: its cells as text by column, "" where empty. */
export type RelatedRow = Readonly<Record<string, string>>;
type Json = Record<string, unknown>;
type Cell = { column: string; codes?: Record<string, string> | undefined } | { value: string };
type When = { column: string } | { days: string } | { day: number };

/**
 * Reads rows of related tables as FHIR R4 resources, so that they are moved, checked and mapped as FHIR is. `deaths` are dates of death by patient, from the
 * tables that say them. null for a row that the table's `when` leaves out. Ids are the table's number and the row's.
 */
export function relatedToFhir(
  map: RelatedMap,
  deaths: ReadonlyMap<string, string>,
): (table: RelatedTable, row: RelatedRow, id: string) => Json | null {
  const day0 = readDate(map.day0)?.day ?? 0;
  return (table, row, id) => {
    if (table.when !== undefined && row[table.when.column] !== table.when.is) return null;
    const patient = patientId(row[table.patient] ?? "");
    const resource = RESOURCES[table.as]?.(table, row, day0);
    if (resource === undefined) return null;
    if (table.as === "patient")
      return withoutEmpty({
        ...resource,
        id: patient,
        deceasedDateTime: deaths.get(row[table.patient] ?? ""),
      });
    const own = table.as === "visit" ? patientId(row[table.id] ?? "") : id;
    const visit = "visit" in table && table.visit !== undefined ? row[table.visit] : undefined;
    const encounter =
      visit === undefined || visit === "" ? undefined : { reference: `Encounter/${patientId(visit)}` };
    return withoutEmpty({
      id: own,
      subject: { reference: `Patient/${patient}` },
      ...(table.as === "drug" ? { encounter } : table.as === "visit" ? {} : { encounter }),
      ...resource,
    });
  };
}

/** The date in a row of a table that says when patients died; undefined where it says none. */
export function deathOf(map: RelatedMap, table: RelatedTable, row: RelatedRow): string | undefined {
  if (table.as !== "death" || (table.when !== undefined && row[table.when.column] !== table.when.is))
    return undefined;
  return whenOf(table.date, row, readDate(map.day0)?.day ?? 0);
}

const RESOURCES: Readonly<
  Partial<
    Record<RelatedTable["as"], (table: RelatedTable, row: RelatedRow, day0: number) => Json | undefined>
  >
> = {
  patient(table, row, day0) {
    if (table.as !== "patient") return undefined;
    const { observed } = table;
    const period =
      observed === undefined
        ? undefined
        : withoutEmpty({ start: whenOf(observed.start, row, day0), end: whenOf(observed.end, row, day0) });
    return {
      resourceType: "Patient",
      extension: period === undefined ? undefined : [{ url: EXTENSION.observed, valuePeriod: period }],
      gender: table.gender === undefined ? undefined : cellOf(table.gender, row),
      birthDate: birthOf(table.birth, row, day0),
    };
  },
  visit(table, row, day0) {
    if (table.as !== "visit") return undefined;
    return {
      resourceType: "Encounter",
      status: "finished",
      class:
        table.class === undefined
          ? undefined
          : withoutEmpty({ system: cellOf(table.system, row), code: cellOf(table.class, row) }),
      period: withoutEmpty({ start: whenOf(table.start, row, day0), end: whenOf(table.end, row, day0) }),
    };
  },
  condition(table, row, day0) {
    if (table.as !== "condition") return undefined;
    return {
      resourceType: "Condition",
      code: codeOf(table, row),
      onsetDateTime: whenOf(table.date, row, day0),
      abatementDateTime: whenOf(table.end, row, day0),
    };
  },
  procedure(table, row, day0) {
    if (table.as !== "procedure") return undefined;
    return {
      resourceType: "Procedure",
      status: "completed",
      code: codeOf(table, row),
      performedPeriod: withoutEmpty({
        start: whenOf(table.date, row, day0),
        end: whenOf(table.end, row, day0),
      }),
    };
  },
  drug(table, row, day0) {
    if (table.as !== "drug") return undefined;
    return {
      resourceType: "MedicationRequest",
      status: "unknown",
      intent: "order",
      medicationCodeableConcept: codeOf(table, row),
      authoredOn: whenOf(table.date, row, day0),
      dispenseRequest: { validityPeriod: withoutEmpty({ end: whenOf(table.end, row, day0) }) },
    };
  },
  measurement: (table, row, day0) => observationOf(table, row, day0, undefined),
  observation: (table, row, day0) =>
    observationOf(table, row, day0, [{ coding: [{ system: SYSTEM.observationCategory, code: "survey" }] }]),
};

function observationOf(
  table: RelatedTable,
  row: RelatedRow,
  day0: number,
  category: unknown,
): Json | undefined {
  if (table.as !== "measurement" && table.as !== "observation") return undefined;
  const text = cellOf(table.value, row);
  const value =
    text === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? undefined : Number(text);
  const code = cellOf(table.valueCode, row);
  return {
    resourceType: "Observation",
    status: "final",
    category,
    code: codeOf(table, row),
    effectiveDateTime: whenOf(table.date, row, day0),
    valueQuantity: value === undefined ? undefined : withoutEmpty({ value, unit: cellOf(table.unit, row) }),
    valueCodeableConcept:
      value === undefined && code !== undefined
        ? { coding: [withoutEmpty({ system: cellOf(table.valueSystem, row), code })] }
        : undefined,
  };
}

function codeOf(table: { code: Cell; system?: Cell | undefined }, row: RelatedRow): Json | undefined {
  const code = cellOf(table.code, row);
  return code === undefined
    ? undefined
    : { coding: [withoutEmpty({ system: cellOf(table.system, row), code })] };
}

function cellOf(cell: Cell | undefined, row: RelatedRow): string | undefined {
  if (cell === undefined) return undefined;
  if ("value" in cell) return cell.value;
  const text = row[cell.column] ?? "";
  if (text === "") return undefined;
  return cell.codes === undefined ? text : cell.codes[text];
}

function whenOf(when: When | undefined, row: RelatedRow, day0: number): string | undefined {
  if (when === undefined) return undefined;
  if ("day" in when) return dayText(day0 + when.day);
  const text = row["column" in when ? when.column : when.days] ?? "";
  if (text === "") return undefined;
  if ("column" in when) return withZone(text);
  const days = Number(text);
  return Number.isFinite(days) && Math.abs(days) < 73_000 ? dayText(day0 + Math.floor(days)) : undefined;
}

function birthOf(
  birth: { column: string } | { ageOnDay0: string },
  row: RelatedRow,
  day0: number,
): string | undefined {
  if ("column" in birth) return row[birth.column] || undefined;
  const text = row[birth.ageOnDay0] ?? "";
  const age = Number(text);
  if (text === "" || !(age >= 0 && age < 130)) return undefined;
  return String(Number(dayText(day0).slice(0, 4)) - Math.floor(age));
}

/** An SQL timestamp as a dateTime: FHIR wants a zone. */
function withZone(text: string): string {
  return text.length > 10 ? `${text.slice(0, 10)}T${text.slice(11, 19)}Z` : text;
}

/** Any id as a FHIR id: other characters are written as their code, so that two ids never become one. */
function patientId(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/gu, (character) => `.${character.codePointAt(0)?.toString(16)}.`);
}
