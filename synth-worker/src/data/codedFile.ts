import { basename } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import { codeCell } from "../tabular/coding/codeCell.ts";
import type { FineColumn } from "../tabular/coding/fineDomain.ts";
import type { TableSource } from "../tabular/tables/fitTable.ts";
import { checkFile } from "./checkFile.ts";
import { memoryCountSource } from "./memoryCountSource.ts";
import { sqlName, sqlText } from "./sql.ts";

const MAX_FILE_BYTES = 64 * 2 ** 30;

/**
 * A CSV or Parquet file as a source of counts. The file is read column by column through DuckDB when a release asks for its coding, two
 * bytes per cell. Of each patient (the schema's `patient` column) the first `maxRecordsPerPatient` records in the file count, which
 * depends on that patient's records alone. Throws E1001 for a missing column, E1005 and E1007 for what is no table, and
 * E1002, E1003, E1008 for the first cell the schema does not allow; nothing is dropped silently.
 */
export async function codedFile(
  path: string,
  schema: SynthSchema,
): Promise<TableSource & { rows: number; close(): void }> {
  const checked = await checkFile(path, MAX_FILE_BYTES);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  const file = basename(path);
  const reader =
    checked.kind === "parquet"
      ? `read_parquet(${sqlText(path)})`
      : `read_csv(${sqlText(path)}, header = true, all_varchar = true, nullstr = '', strict_mode = true, null_padding = false, ignore_errors = false)`;
  const unreadable = (cause: unknown) =>
    new SymbolonError("E1005", { file, reason: "it is not a regular table with a header" }, { cause });
  try {
    const header = (await connection.runAndReadAll(`SELECT * FROM ${reader} LIMIT 0`)).columnNames();
    const wanted = [
      ...schema.columns.flatMap((column) => (column.kind === "id" ? [] : [column.name])),
      ...(schema.patient === undefined ? [] : [schema.patient]),
    ];
    for (const column of wanted)
      if (!header.includes(column)) throw new SymbolonError("E1001", { column, file });
    const kept =
      schema.patient === undefined ? null : await keptRecords(schema.patient, schema.maxRecordsPerPatient);
    const rows = kept === null ? await countRecords() : kept.reduce((sum, flag) => sum + flag, 0);
    if (rows === 0) throw new SymbolonError("E1007", { file });

    const coded = async (column: FineColumn): Promise<Uint16Array> => {
      const cells = new Uint16Array(rows);
      // Text repeats; a number's text does not always, so the memory is bounded.
      const memory = new Map<string, number>();
      let row = 0;
      let next = 0;
      for await (const text of texts(column.name)) {
        row++;
        if (kept !== null && kept[row - 1] === 0) continue;
        let level = memory.get(text);
        if (level === undefined) {
          const answer = codeCell(column, text);
          if (typeof answer === "string") throw fault(answer, column, row, text);
          level = answer;
          if (memory.size < 100_000) memory.set(text, level);
        }
        cells[next++] = level;
      }
      return cells;
    };
    return {
      rows,
      close,
      counts(domain) {
        let source: ReturnType<typeof memoryCountSource> | undefined;
        return {
          sizes: domain.sizes,
          async count(columns, maps) {
            if (source === undefined) {
              const cells: Uint16Array[] = [];
              for (const column of domain.columns) cells.push(await coded(column));
              source = memoryCountSource({ sizes: domain.sizes, rows, columns: cells });
            }
            return await source.count(columns, maps);
          },
        };
      },
      keys: (column, known) => ({
        async keys() {
          const patients = new Map<string, number>();
          const skip = new Set(["", ...known]);
          let row = 0;
          const seen = new Set<string>();
          const who = schema.patient === undefined ? null : texts(schema.patient);
          for await (const text of texts(column)) {
            const patient = who === null ? "" : ((await who.next()).value as string);
            row++;
            if (skip.has(text) || (kept !== null && kept[row - 1] === 0)) continue;
            if (who !== null) {
              const key = JSON.stringify([patient, text]);
              if (seen.has(key)) continue;
              seen.add(key);
            }
            patients.set(text, (patients.get(text) ?? 0) + 1);
          }
          return patients;
        },
      }),
    };
  } catch (error) {
    close();
    if (error instanceof SymbolonError) throw error;
    throw unreadable(error);
  }

  async function countRecords(): Promise<number> {
    const answer = await connection.runAndReadAll(`SELECT count(*) FROM ${reader}`);
    return Number(answer.getRows()[0]?.[0] ?? 0);
  }

  /** Trimmed text of a column, record by record in file order. */
  async function* texts(column: string): AsyncGenerator<string> {
    const result = await connection.stream(`SELECT CAST(${sqlName(column)} AS VARCHAR) FROM ${reader}`);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      for (const value of chunk.getColumnValues(0))
        yield value === null ? "" : String(value).replace(/^ +| +$/g, "");
    }
  }

  async function keptRecords(patient: string, most: number): Promise<Uint8Array> {
    const counts = new Map<string, number>();
    const flags: number[] = [];
    for await (const id of texts(patient)) {
      if (id === "") throw new SymbolonError("E1008", { row: flags.length + 1, column: patient });
      const before = counts.get(id) ?? 0;
      counts.set(id, before + 1);
      flags.push(before < most ? 1 : 0);
    }
    return Uint8Array.from(flags);
  }
}

function fault(
  code: "E1008" | "E1003" | "E1002",
  column: FineColumn,
  row: number,
  text: string,
): SymbolonError {
  const details = { row, column: column.name };
  if (code === "E1008") return new SymbolonError(code, details);
  const value = text.slice(0, 40);
  if (code === "E1003") return new SymbolonError(code, { ...details, value });
  const levels =
    column.kind === "categorical" ? column.labels.filter((label) => label !== null).join(", ") : "";
  return new SymbolonError(code, { ...details, value, levels });
}
