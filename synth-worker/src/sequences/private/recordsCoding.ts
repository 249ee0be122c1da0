import { SymbolonError } from "@symbolon/protocol";
import type { MixedColumn } from "../../math/mixedTable.ts";
import type { CodeGroups } from "../history/codeGroups.ts";
import { countedGroups } from "../history/countedGroups.ts";
import { type RowLayout, rowLayout } from "../history/rowLayout.ts";
import { parentPlaces } from "../records/parentPlaces.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";
import { type LevelCoder, levelCoder } from "./levelCoder.ts";
import { type CountColumn, type PatientCoding, patientCoding } from "./patientCoding.ts";
import type { PublicColumn, PublicDomain } from "./publicDomain.ts";
import { type RowTableCoding, rowCoding } from "./rowCoding.ts";

/** Everything that is public of one table of rows: a function of schema and domain. */
export type TableCoding = {
  readonly layout: RowLayout;
  readonly groups: CodeGroups;
  /** Place of the code among the columns; -1: none. */
  readonly code: number;
  /** Coders of all own columns, for rows that hang on these. */
  readonly coders: readonly LevelCoder[];
  /** Coders of the drawn values, numbers of rows that hang on a row included. */
  readonly values: readonly LevelCoder[];
  readonly gap: LevelCoder;
  readonly firstDay: LevelCoder;
  readonly children: readonly CountColumn[];
  readonly when: RowTableCoding;
  readonly what: RowTableCoding | null;
};

/** The codings of patients and tables. Throws E1006 for a domain that does not fit the schema, RangeError for edges that do not ascend. */
export function recordsCoding(
  schema: SequenceSchema,
  domain: PublicDomain,
): { readonly patients: PatientCoding; readonly tables: readonly TableCoding[] } {
  const above = parentPlaces(schema);
  if (domain.tables.length !== schema.tables.length)
    throw new SymbolonError("E1006", { document: "public domain", reason: "it has other tables" });
  const codeColumns = schema.tables.map(({ code }, t) =>
    domain.tables[t]!.columns.find(({ name }) => name === code),
  );
  const groups = schema.tables.map(({ name }, t) => {
    const code = codeColumns[t];
    return countedGroups(
      name,
      code?.kind === "category" ? code.levels : null,
      above[t]! < 0 ? (domain.tables[t]!.counted ?? []) : [],
    );
  });
  const countsOf = (parent: number): CountColumn[] =>
    schema.tables.flatMap(({ mostRows }, t) =>
      above[t] === parent ? groups[t]!.names.map((name) => ({ name, most: mostRows })) : [],
    );
  const patients = patientCoding(schema, domain, countsOf(-1));
  const tables = schema.tables.map(({ code, mostRows }, t): TableCoding => {
    const { columns, gap, firstDay } = domain.tables[t]!;
    const codeColumn = codeColumns[t];
    const codes = codeColumn?.kind === "category" ? codeColumn.levels : [];
    const codePlace = columns.findIndex(({ name }) => name === code);
    const children = countsOf(t);
    const values = [
      ...columns.filter((_, c) => c !== codePlace),
      ...children.map(
        ({ name, most }): PublicColumn => ({
          name,
          kind: "number",
          edges: Array.from({ length: most + 2 }, (_, level) => level),
          decimals: 0,
        }),
      ),
    ];
    const layout = rowLayout({
      patients: [],
      parents: [],
      code: codeColumn === undefined ? null : emptyColumn(codeColumn),
      values: values.map(emptyColumn),
      groups: groups[t]!.count,
    });
    const coders = columns.map((column) => levelCoder(column, codes));
    const days = (edges: readonly number[]) =>
      levelCoder({ name: "days", kind: "number", edges, decimals: 0 });
    const valueCoders = values.map((column) => levelCoder(column, codes));
    const parent = above[t]! < 0 ? 0 : domain.tables[above[t]!]!.columns.length;
    return {
      layout,
      groups: groups[t]!,
      code: codePlace,
      coders,
      values: valueCoders,
      gap: days(gap),
      firstDay: days(firstDay),
      children,
      ...rowCoding(
        layout,
        {
          gap: days(gap),
          firstDay: days(firstDay),
          codes: codeColumn === undefined ? null : codes.length,
          values: valueCoders,
          pastValues: values.map((column) => levelCoder({ ...column, complete: false }, codes)),
          most: mostRows,
        },
        patients.context + parent,
      ),
    };
  });
  return { patients, tables };
}

function emptyColumn(column: PublicColumn): MixedColumn {
  return column.kind === "number"
    ? { name: column.name, kind: "number", values: new Float64Array(0), decimals: column.decimals }
    : { name: column.name, kind: "category", levels: column.levels, codes: new Int32Array(0) };
}
