import { checkEvents } from "./checkEvents.ts";
import { checkPeriods } from "./checkPeriods.ts";
import type { Finding } from "./finding.ts";
import type { OmopColumn } from "./omopColumn.ts";
import {
  type AnyOmopRow,
  columnsOf,
  OMOP_TABLE_NAMES,
  type OmopTableName,
  type OmopTables,
} from "./omopTables.ts";

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DATETIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/**
 * Everything that is wrong with a set of OMOP CDM 5.4 tables: required columns without a value, cells of another type or too long, keys that come twice, foreign
 * keys and event ids that lead nowhere, ends before starts, people without an observation period, facts outside it. Empty when all holds. Concepts are
 * looked up in the set's own concept table; without one, that is one finding and not one per cell.
 */
export function checkOmop(tables: OmopTables): Finding[] {
  const findings: Finding[] = [];
  const keys = new Map<string, Set<unknown>>(OMOP_TABLE_NAMES.map((table) => [table, keysOf(tables, table)]));
  if (tables.concept.length === 0)
    findings.push({
      where: "concept",
      row: null,
      field: "concept_id",
      kind: "reference",
      reason: "no concept table, so concept ids are not looked up",
    });
  for (const table of OMOP_TABLE_NAMES) {
    const columns = Object.entries(columnsOf(table));
    const seen = new Set<unknown>();
    for (const [row, cells] of (tables[table] as readonly AnyOmopRow[]).entries()) {
      const tell = (field: string, kind: Finding["kind"], reason: string) =>
        findings.push({ where: table, row, field, kind, reason });
      for (const [name, column] of columns) {
        const value = cells[name];
        if (value === undefined || value === null) {
          if (column.isRequired) tell(name, "missing", "a required column has no value");
          continue;
        }
        const fault = cellFault(value, column);
        if (fault !== null) tell(name, ...fault);
        else if (column.references !== undefined && !holds(column.references, value, keys))
          tell(name, "reference", `no such row in ${column.references}`);
        if (column.isKey) {
          if (seen.has(value)) tell(name, "duplicate", "the key was used before");
          seen.add(value);
        }
      }
      for (const name of Object.keys(cells))
        if (!Object.hasOwn(columnsOf(table), name)) tell(name, "unknown", "OMOP CDM 5.4 has no such column");
    }
  }
  return [...findings, ...checkEvents(tables, keys), ...checkPeriods(tables)];
}

function keysOf(tables: OmopTables, table: OmopTableName): Set<unknown> {
  const key = Object.entries(columnsOf(table)).find(([, { isKey }]) => isKey)?.[0];
  return new Set(key === undefined ? [] : (tables[table] as readonly AnyOmopRow[]).map((row) => row[key]));
}

function holds(table: string, value: unknown, keys: ReadonlyMap<string, ReadonlySet<unknown>>): boolean {
  const known = keys.get(table);
  if (table === "concept" && known?.size === 0) return true;
  return known?.has(value) ?? false;
}

function cellFault(
  value: string | number,
  { type, length = Number.POSITIVE_INFINITY }: OmopColumn,
): [Finding["kind"], string] | null {
  if (type === "integer" || type === "float") {
    const isFine = type === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value);
    return isFine ? null : ["type", `not of type ${type}`];
  }
  if (typeof value !== "string") return ["type", `not of type ${type}`];
  if (type === "date" && !DATE.test(value)) return ["type", "not a date"];
  if (type === "datetime" && !DATETIME.test(value)) return ["type", "not a date with a time"];
  return value.length > length ? ["length", `longer than ${length} characters`] : null;
}
