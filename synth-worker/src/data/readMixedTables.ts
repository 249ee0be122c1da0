import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import type { MixedColumn, MixedTable } from "../math/mixedTable.ts";
import { type CountedFile, columnDraft, MAX_LEVELS } from "./columnDraft.ts";
import { declaredColumns } from "./declaredColumns.ts";
import { inferredColumns } from "./inferredColumns.ts";
import { openTableFile, type TableFile } from "./openTableFile.ts";

/** A file's records, its name without the folder, and sha256 of its bytes (0x and 64 hex digits). */
export type ReadTable = { readonly name: string; readonly sha256: `0x${string}`; readonly table: MixedTable };

/** What the evaluator compares: the same columns in the same order, categories with one list of levels. */
export type MixedTables = {
  readonly synthetic: ReadTable;
  readonly training: ReadTable;
  readonly holdout: ReadTable | null;
  /** Columns that are not compared, with the reason in words. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
};

/**
 * Reads CSV or Parquet files to be compared, one column at a time, so that beyond the tables themselves (8 bytes per number, 4 per level)
 * one column is in memory. With a schema its kinds and its order hold, identifiers and undeclared columns are left out; without, see
 * inferredColumns, in the training file's order. Throws E1001 naming file and column when one file lacks a column, E1007 for a file
 * without records, E1005 when nothing is left to compare, and as openTableFile, declaredColumns and inferredColumns do.
 */
export async function readMixedTables(
  paths: { readonly synthetic: string; readonly training: string; readonly holdout?: string | undefined },
  schema?: SynthSchema,
): Promise<MixedTables> {
  const open: TableFile[] = [];
  try {
    const files: CountedFile[] = [];
    // Real files first: they decide what a column is.
    const { training, holdout, synthetic } = paths;
    for (const path of holdout === undefined ? [training, synthetic] : [training, holdout, synthetic]) {
      const source = await openTableFile(path);
      open.push(source);
      const real = open.length === 1 || (open.length === 2 && holdout !== undefined);
      files.push({ source, rows: await source.countRecords(), real });
    }
    const leftOut: { column: string; reason: string }[] = [];
    const wanted = schema === undefined ? allColumns(open) : declaredNames(schema, open, leftOut);
    for (const { source, rows } of files) {
      const column = wanted.find((name) => !source.header.includes(name));
      if (column !== undefined) throw new SymbolonError("E1001", { column, file: source.file });
      if (rows === 0) throw new SymbolonError("E1007", { file: source.file });
    }
    const columns: MixedColumn[][] = [];
    for (const name of wanted) {
      const declared = schema?.columns.find((column) => column.name === name);
      const known = declared?.kind === "categorical" ? declared.levels : [];
      const draft = await columnDraft(name, files, known);
      const read =
        declared === undefined || declared.kind === "id"
          ? inferredColumns(draft)
          : (declaredColumns(declared, draft) ?? `more than ${MAX_LEVELS} levels`);
      if (typeof read === "string") leftOut.push({ column: name, reason: read });
      else columns.push(read);
    }
    if (columns.length === 0)
      throw new SymbolonError("E1005", {
        file: open[0]!.file,
        reason: "it has no column that can be compared",
      });
    const tables = files.map(({ source, rows }, part): ReadTable => {
      const table = { rows, columns: columns.map((column) => column[part]!) };
      return { name: source.file, sha256: `0x${source.digest}`, table };
    });
    return {
      synthetic: tables.at(-1)!,
      training: tables[0]!,
      holdout: holdout === undefined ? null : tables[1]!,
      leftOut,
    };
  } finally {
    for (const source of open) source.close();
  }
}

/** Every column of any file, the first file's first. */
function allColumns(files: readonly TableFile[]): string[] {
  return [...new Set(files.flatMap(({ header }) => header))];
}

function declaredNames(
  schema: SynthSchema,
  files: readonly TableFile[],
  leftOut: { column: string; reason: string }[],
): string[] {
  const kinds = new Map(schema.columns.map(({ name, kind }) => [name, kind]));
  for (const column of new Set([...kinds.keys(), ...allColumns(files)])) {
    const kind = kinds.get(column);
    if (kind === "id") leftOut.push({ column, reason: "it is an identifier" });
    else if (kind === undefined) leftOut.push({ column, reason: "the schema does not declare it" });
  }
  return schema.columns.flatMap(({ name, kind }) => (kind === "id" ? [] : [name]));
}
