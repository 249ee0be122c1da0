import { basename } from "node:path";
import { type DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import { SymbolonError } from "@symbolon/protocol";
import { checkFile } from "./checkFile.ts";
import { sqlName, sqlText } from "./sql.ts";

const MAX_FILE_BYTES = 64 * 2 ** 30;
/** A CSV file up to this size is parsed once; of a larger one every column is a scan of its own, so that memory stays bounded. */
const SMALL_BYTES = 16 * 2 ** 20;

/** An open CSV or Parquet file, read column by column as text. */
export type TableFile = {
  /** The file's name without its folder, for messages. */
  readonly file: string;
  /** sha256 hex of its bytes. */
  readonly digest: string;
  readonly header: readonly string[];
  /** Records in the file. Throws E1005 when it is not a regular table. */
  countRecords(): Promise<number>;
  /** Rows of a SELECT in its order, a block at a time; `sql` is given what stands for the file after FROM. Throws as countRecords. */
  select(sql: (from: string) => string): AsyncGenerator<readonly (readonly unknown[])[]>;
  /** Text of a column in file order, a block at a time: spaces around it trimmed, "" where the cell is empty. */
  blocks(column: string): AsyncGenerator<readonly string[]>;
  close(): void;
};

/**
 * Opens a CSV or Parquet file through DuckDB. Memory stays at one block of one column, whatever the file's size; only a small CSV file is
 * held as a whole. Throws E1005 for what is no table with a header, and as checkFile does.
 */
export async function openTableFile(path: string): Promise<TableFile> {
  const checked = await checkFile(path, MAX_FILE_BYTES);
  const file = basename(path);
  const reader =
    checked.kind === "parquet"
      ? `read_parquet(${sqlText(path)})`
      : `read_csv(${sqlText(path)}, header = true, all_varchar = true, nullstr = '', strict_mode = true, null_padding = false, ignore_errors = false, skip = 0)`;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  const unreadable = (cause: unknown) =>
    new SymbolonError("E1005", { file, reason: "it is not a regular table with a header" }, { cause });
  async function* chunks(sql: string): AsyncGenerator<DuckDBDataChunk> {
    try {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk;
      }
    } catch (cause) {
      throw cause instanceof SymbolonError ? cause : unreadable(cause);
    }
  }
  try {
    const isSmall = checked.kind === "csv" && checked.bytes <= SMALL_BYTES;
    if (isSmall) await connection.run(`CREATE TABLE cells AS SELECT * FROM ${reader}`);
    const from = isSmall ? "cells" : reader;
    const header = (await connection.runAndReadAll(`SELECT * FROM ${from} LIMIT 0`)).columnNames();
    // Where lines differ in their number of cells, DuckDB takes the whole line for one.
    if (header.length === 1 && /[,;\t|]/.test(header[0]!)) throw new RangeError(`one column: ${header[0]}`);
    return {
      file,
      digest: checked.digest,
      header,
      close,
      async countRecords() {
        try {
          const answer = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`);
          return Number(answer.getRows()[0]?.[0] ?? 0);
        } catch (cause) {
          throw unreadable(cause);
        }
      },
      async *select(sql) {
        for await (const chunk of chunks(sql(from))) yield chunk.getRows();
      },
      async *blocks(column) {
        const texts = chunks(`SELECT CAST(${sqlName(column)} AS VARCHAR) FROM ${from}`);
        for await (const chunk of texts) yield chunk.getColumnValues(0).map(trimmed);
      },
    };
  } catch (cause) {
    close();
    throw unreadable(cause);
  }
}

function trimmed(value: unknown): string {
  return value === null ? "" : String(value).replace(/^ +| +$/g, "");
}
