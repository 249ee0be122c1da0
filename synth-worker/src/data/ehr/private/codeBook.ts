import { SymbolonError } from "@symbolon/protocol";
import { CONCEPT } from "../../../ehr/omop/conceptIds.ts";
import { type AnyOmopRow, columnsOf, type OmopTableName } from "../../../ehr/omop/omopTables.ts";

/** What rows of an OMOP table may be about, in public words. */
export type CodeBook = {
  readonly names: readonly string[];
  /** Place of the first entry that a row fits; -1: none. Looks at this row alone. */
  readonly placeOf: (row: AnyOmopRow) => number;
  /** Per entry the cells of `columns` that are written, as the JSON text that recordsToOmop reads. */
  readonly texts: readonly string[];
};

/**
 * A code book on `columns` of an OMOP table. Required columns that an entry does not name are written as "no matching concept", types as "EHR". Throws E1006
 * for two entries of one name, columns that are not of the table's, and cells of another type or length.
 */
export function codeBook(
  table: OmopTableName,
  columns: readonly string[],
  entries: readonly { readonly name: string; readonly is: AnyOmopRow }[],
): CodeBook {
  const types = columnsOf(table);
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "public domain", reason: `${table}: ${reason}` });
  };
  const names = entries.map(({ name }) => name);
  if (new Set(names).size !== names.length) refuse("two entries have one name");
  const rules = entries.map(({ name, is }) => {
    for (const [column, cell] of Object.entries(is)) {
      const { type, length = Number.POSITIVE_INFINITY, isRequired } = types[column] ?? {};
      if (!columns.includes(column)) refuse(`${name} names ${column}; modelled are ${columns.join(", ")}`);
      const fits =
        cell === null
          ? !isRequired
          : type === "text"
            ? typeof cell === "string" && cell.length <= length
            : Number.isSafeInteger(cell);
      if (!fits) refuse(`${name} has a ${column} of another type or length`);
    }
    return Object.entries(is);
  });
  const known = new Map<string, number>();
  return {
    names,
    placeOf(row) {
      const key = JSON.stringify(columns.map((column) => row[column] ?? null));
      let place = known.get(key);
      if (place === undefined) {
        place = rules.findIndex((rule) => rule.every(([column, cell]) => (row[column] ?? null) === cell));
        known.set(key, place);
      }
      return place;
    },
    texts: entries.map(({ is }) =>
      JSON.stringify(
        columns.map(
          (column) =>
            is[column] ??
            (types[column]!.isRequired
              ? column.endsWith("_type_concept_id")
                ? CONCEPT.fromRecord
                : CONCEPT.none
              : null),
        ),
      ),
    ),
  };
}
