import { eventTables } from "./eventTables.ts";
import type { OmopColumn } from "./omopColumn.ts";
import { personTables } from "./personTables.ts";
import { vocabularyTables } from "./vocabularyTables.ts";

/** The OMOP CDM 5.4 tables that are read and written: their columns in the order of the standard (github.com/OHDSI/CommonDataModel, Apache-2.0). */
export const omopTables = { ...personTables, ...eventTables, ...vocabularyTables } as const;

export type OmopTableName = keyof typeof omopTables;

type Columns<T extends OmopTableName> = (typeof omopTables)[T];
type Cell<C> = C extends { type: "integer" | "float" } ? number : string;
type RequiredOf<T extends OmopTableName> = {
  [C in keyof Columns<T>]: Columns<T>[C] extends { isRequired: true } ? C : never;
}[keyof Columns<T>];

/** One row: required columns are there; an optional one that is absent or undefined is NULL. */
export type OmopRow<T extends OmopTableName> = {
  [C in RequiredOf<T>]: Cell<Columns<T>[C]>;
} & { [C in Exclude<keyof Columns<T>, RequiredOf<T>>]?: Cell<Columns<T>[C]> | undefined };

/** Rows of every table. */
export type OmopTables = { [T in OmopTableName]: OmopRow<T>[] };

/** A row whose table is known at run time only. */
export type AnyOmopRow = Readonly<Record<string, string | number | null | undefined>>;

/** Names of the tables, people first and vocabularies last. */
export const OMOP_TABLE_NAMES = Object.keys(omopTables) as OmopTableName[];

/** Columns of a table whose name is known at run time only. */
export function columnsOf(table: OmopTableName): Readonly<Record<string, OmopColumn>> {
  return omopTables[table];
}
