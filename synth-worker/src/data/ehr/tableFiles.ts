import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { csvCell } from "../../tabular/csvCell.ts";
import { closedStream } from "../closedStream.ts";
import { openDuckDb } from "../openDuckDb.ts";
import { partName } from "../partName.ts";
import { sqlName, sqlText } from "../sql.ts";

/** Files of related tables while they are written. */
export type TableFiles = {
  write(table: string, rows: Iterable<readonly (string | number | null | undefined)[]>): Promise<void>;
  /** Closes the files and puts them under their names. */
  finish(): Promise<void>;
  /** Deletes what is not finished. */
  abandon(): Promise<void>;
};

/** A table to be written: its columns with their SQL types. */
export type WrittenTable = {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly sqlType: string }[];
};

/**
 * Writes one file per table into `folder`, which only its owner may read when it is new: CSV (RFC 4180, line feeds, empty for NULL) or Parquet. Rows may come in
 * any number of pieces. The files appear under their names when all are complete.
 */
export async function tableFiles(
  folder: string,
  tables: readonly WrittenTable[],
  format: "csv" | "parquet",
): Promise<TableFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = new Map(
    tables.map(({ name, columns }) => {
      const path = join(folder, `${name}.${format}`);
      const csv = partName(join(folder, `${name}.csv`));
      const stream = createWriteStream(csv, { mode: 0o600 });
      const failed = once(stream, "error").then(([error]) => {
        throw error as Error;
      });
      failed.catch(() => {});
      stream.write(`${columns.map((column) => csvCell(column.name)).join(",")}\n`);
      // What is renamed to `path` in the end.
      const whole = format === "csv" ? csv : partName(path);
      return [name, { path, csv, whole, stream, failed }] as const;
    }),
  );
  const put = async (name: string, text: string) => {
    const { stream, failed } = files.get(name)!;
    if (!stream.write(text)) await Promise.race([once(stream, "drain"), failed]);
  };
  const abandon = async () => {
    for (const { csv, whole, stream } of files.values()) {
      await closedStream(stream);
      await rm(csv, { force: true });
      await rm(whole, { force: true });
    }
  };
  return {
    abandon,
    async write(name, rows) {
      let text = "";
      for (const cells of rows) {
        text += `${cells.map((cell) => (cell === null || cell === undefined ? "" : csvCell(String(cell)))).join(",")}\n`;
        if (text.length > 65_536) {
          await put(name, text);
          text = "";
        }
      }
      if (text !== "") await put(name, text);
    },
    async finish() {
      for (const { stream, failed } of files.values()) {
        stream.end();
        if (!stream.writableFinished) await Promise.race([once(stream, "finish"), failed]);
      }
      try {
        if (format === "parquet") await toParquet();
        for (const { path, whole } of files.values()) await rename(whole, path);
      } finally {
        await abandon();
      }
    },
  };

  async function toParquet(): Promise<void> {
    const db = await openDuckDb({ memoryMiB: 512 });
    try {
      for (const { name, columns } of tables) {
        const { csv, whole } = files.get(name)!;
        const cells = columns.map(
          (column) => `CAST(${sqlName(column.name)} AS ${column.sqlType}) AS ${sqlName(column.name)}`,
        );
        const texts = columns.map((column) => `${sqlText(column.name)}: 'VARCHAR'`).join(", ");
        // Nothing is guessed: the file is ours.
        const reader =
          `read_csv(${sqlText(csv)}, header = true, nullstr = '', delim = ',', quote = '"', escape = '"', ` +
          `auto_detect = false, columns = {${texts}})`;
        await db.run(
          `COPY (SELECT ${cells.join(", ")} FROM ${reader}) TO ${sqlText(whole)} (FORMAT parquet, COMPRESSION zstd)`,
        );
      }
    } finally {
      await db.close();
    }
  }
}
