import { stat } from "node:fs/promises";
import type { SynthSchema } from "@symbolon/protocol";
import type { TableSource } from "../tabular/tables/fitTable.ts";
import { codedFile } from "./codedFile.ts";
import { duckDbFile } from "./duckDbFile.ts";

/** Above this a file is counted inside DuckDB: its codes, two bytes per cell, would no longer be a small part of a gigabyte. */
const MEMORY_BYTES = 256 * 2 ** 20;

/**
 * A CSV or Parquet file as a source of counts, whatever its size: small ones are coded in memory, which answers faster, large ones
 * inside DuckDB, which needs bounded memory. Both count the same records of every patient. Throws as codedFile and duckDbFile do.
 */
export async function openTable(
  path: string,
  schema: SynthSchema,
): Promise<TableSource & { close(): void | Promise<void> }> {
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  return bytes > MEMORY_BYTES ? await duckDbFile(path, schema) : await codedFile(path, schema);
}
