import type { ColumnConcept, DatasetSchema } from "@symbolon/protocol";
import type { CodedColumn } from "./fhirRecord.ts";

/**
 * Columns of a file that say by a code what they are about, in the file's order. Where several datasets have a column, they have to say the same; a column that
 * is coded by one and not by another is not among them.
 */
export function codedColumns(
  header: readonly string[],
  schemas: readonly Pick<DatasetSchema, "columns">[],
): CodedColumn[] {
  return header.flatMap((name) => {
    const same = schemas.flatMap(({ columns }) => columns.filter((column) => column.name === name));
    const [first] = same;
    if (first?.concept === undefined) return [];
    const { concept } = first;
    return same.every((column) => isSame(column.concept, concept)) ? [{ ...first, concept }] : [];
  });
}

function isSame(a: ColumnConcept | undefined, b: ColumnConcept): boolean {
  return a?.system === b.system && a.code === b.code && a.resource === b.resource;
}
