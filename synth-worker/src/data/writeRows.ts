import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ValueColumn } from "../tabular/coding/valueColumn.ts";
import { csvCell } from "../tabular/csvCell.ts";
import { closedStream } from "./closedStream.ts";
import { partName } from "./partName.ts";
import { sqlName, sqlText } from "./sql.ts";

/**
 * Writes blocks of rows to `path`: Parquet when it ends in .parquet, else CSV (RFC 4180, line feeds). One block is in memory at a time.
 * The file appears under its name only when it is complete. Returns the rows written. Throws what the file system throws.
 */
export async function writeRows(
  path: string,
  blocks: Iterable<readonly ValueColumn[]>,
  progress?: (rows: number) => void,
): Promise<number> {
  const part = partName(path);
  const stream = createWriteStream(part);
  const failed = once(stream, "error").then(([error]) => {
    throw error as Error;
  });
  failed.catch(() => {});
  let rows = 0;
  let types: string[] = [];
  try {
    for (const block of blocks) {
      if (rows === 0) {
        types = block.map((column) =>
          column.kind === "categorical" ? "VARCHAR" : column.decimals === 0 ? "BIGINT" : "DOUBLE",
        );
        await put(`${block.map(({ name }) => csvCell(name)).join(",")}\n`);
      }
      const count = block[0] === undefined ? 0 : lengthOf(block[0]);
      const texts = block.map(cellTexts);
      for (let from = 0; from < count; from += 4096) {
        let lines = "";
        for (let row = from; row < Math.min(count, from + 4096); row++) {
          for (let c = 0; c < texts.length; c++) lines += (c === 0 ? "" : ",") + texts[c]!(row);
          lines += "\n";
        }
        await put(lines);
      }
      rows += count;
      progress?.(rows);
    }
    stream.end();
    await Promise.race([once(stream, "finish"), failed]);
    if (path.endsWith(".parquet")) await toParquet(part, path, types);
    else await rename(part, path);
    return rows;
  } finally {
    await closedStream(stream);
    await rm(part, { force: true });
  }

  async function put(text: string): Promise<void> {
    if (!stream.write(text)) await Promise.race([once(stream, "drain"), failed]);
  }
}

async function toParquet(csv: string, path: string, types: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "512MiB" });
  const connection = await instance.connect();
  const part = partName(path);
  try {
    // Nothing is guessed: the file is ours.
    const reader =
      `read_csv(${sqlText(csv)}, header = true, all_varchar = true, nullstr = '', delim = ',', quote = '"', escape = '"', ` +
      "comment = '', skip = 0)";
    const names = (await connection.runAndReadAll(`SELECT * FROM ${reader} LIMIT 0`)).columnNames();
    const columns = names.map((name, i) => `CAST(${sqlName(name)} AS ${types[i]}) AS ${sqlName(name)}`);
    await connection.run(
      `COPY (SELECT ${columns.join(", ")} FROM ${reader}) TO ${sqlText(part)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    await rename(part, path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(part, { force: true });
  }
}

function lengthOf(column: ValueColumn): number {
  return column.kind === "categorical" ? column.codes.length : column.values.length;
}

function cellTexts(column: ValueColumn): (row: number) => string {
  if (column.kind === "categorical") {
    const labels = column.labels.map((label) => (label === null ? "" : csvCell(label)));
    return (row) => labels[column.codes[row]!]!;
  }
  const { values, decimals } = column;
  return (row) => {
    const value = values[row]!;
    return Number.isNaN(value) ? "" : decimals === 0 ? String(value) : trimZeros(value.toFixed(decimals));
  };
}

function trimZeros(text: string): string {
  return text.replace(/\.?0+$/, "");
}
