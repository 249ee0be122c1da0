import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import type { CountSource } from "../privacy/countSource.ts";
import { codeCell } from "../tabular/coding/codeCell.ts";
import type { FineColumn, FineDomain } from "../tabular/coding/fineDomain.ts";
import type { TableSource } from "../tabular/tables/fitTable.ts";
import { duckdb } from "./dialects/duckdb.ts";
import { memoryCountSource } from "./memoryCountSource.ts";
import { openTableFile } from "./openTableFile.ts";
import { recordRank } from "./recordRank.ts";
import { trimmedText } from "./trimmedText.ts";

/** A file's records on the fine levels of a domain. */
export type CodedFile = TableSource & {
  /** Records that count. */
  readonly rows: number;
  encoded(domain: FineDomain): Promise<EncodedTable>;
  close(): void;
};

/**
 * A CSV or Parquet file as a source of counts. The file is read column by column through DuckDB when a release asks for its coding, two
 * bytes per cell. Of each patient (the schema's `patient` column) at most `maxRecordsPerPatient` records count, the same ones as inside a
 * database (recordRank). `encoded`: the records' codes themselves, for a table that is public. Throws E1001 for a missing column, E1005 and E1007 for what is no table, and
 * E1002, E1003, E1008 for the first cell the schema does not allow; nothing is dropped silently.
 */
export async function codedFile(path: string, schema: SynthSchema): Promise<CodedFile> {
  const source = await openTableFile(path);
  const { file, close } = source;
  try {
    const wanted = [
      ...schema.columns.flatMap((column) => (column.kind === "id" ? [] : [column.name])),
      ...(schema.patient === undefined ? [] : [schema.patient]),
    ];
    for (const column of wanted)
      if (!source.header.includes(column)) throw new SymbolonError("E1001", { column, file });
    const kept = schema.patient === undefined ? null : await keptRecords(schema.patient);
    const rows = kept === null ? await source.countRecords() : kept.reduce((sum, flag) => sum + flag, 0);
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
    const encoded = async ({ sizes, columns }: FineDomain): Promise<EncodedTable> => {
      const cells: Uint16Array[] = [];
      for (const column of columns) cells.push(await coded(column));
      return { sizes, rows, columns: cells };
    };
    return {
      rows,
      encoded,
      close,
      counts(domain) {
        let counts: CountSource | undefined;
        return {
          sizes: domain.sizes,
          async count(columns, maps) {
            counts ??= memoryCountSource(await encoded(domain));
            return await counts.count(columns, maps);
          },
        };
      },
      keys: (column, known) => ({
        async keys() {
          const patients = new Map<string, number>();
          const skip = new Set(["", ...known]);
          const seen = new Set<string>();
          let row = 0;
          // One statement for both columns: a connection streams one answer at a time.
          const who = schema.patient === undefined ? "''" : trimmedText(duckdb, schema.patient);
          const pairs = source.select((from) => `SELECT ${trimmedText(duckdb, column)}, ${who} FROM ${from}`);
          for await (const block of pairs) {
            for (const [value, patient] of block) {
              const text = String(value ?? "");
              if (kept?.[row++] === 0 || skip.has(text)) continue;
              if (schema.patient !== undefined) {
                const key = JSON.stringify([patient, text]);
                if (seen.has(key)) continue;
                seen.add(key);
              }
              patients.set(text, (patients.get(text) ?? 0) + 1);
            }
          }
          return patients;
        },
      }),
    };
  } catch (error) {
    close();
    throw error;
  }

  async function* texts(column: string): AsyncGenerator<string> {
    for await (const block of source.blocks(column)) yield* block;
  }

  /** 1 for every record that counts, in file order; null: all of them. E1008 for a record of nobody. */
  async function keptRecords(patient: string): Promise<Uint8Array | null> {
    const counts = new Map<string, number>();
    let rows = 0;
    let most = 0;
    for await (const id of texts(patient)) {
      rows++;
      if (id === "") throw new SymbolonError("E1008", { row: rows, column: patient });
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      most = Math.max(most, count);
    }
    if (most <= schema.maxRecordsPerPatient) return null;
    const ranked = source.select(
      (from) =>
        `SELECT symbolon_row FROM (SELECT symbolon_row, ${recordRank(duckdb, schema)} AS symbolon_rank ` +
        `FROM (SELECT *, ROW_NUMBER() OVER () AS symbolon_row FROM ${from}) numbered) ranked ` +
        `WHERE symbolon_rank <= ${schema.maxRecordsPerPatient}`,
    );
    const flags = new Uint8Array(rows);
    for await (const block of ranked) for (const [row] of block) flags[Number(row) - 1] = 1;
    return flags;
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
