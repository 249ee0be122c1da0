import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { loadRecords } from "./loadRecords.ts";
import { sqlName } from "./sql.ts";

/**
 * A candidate file (CSV with every schema column, values as in the schema) as cell numbers, read with the same code and the same
 * refusals as the hospital's own file, so both are binned alike. `folder` takes a temporary copy. Throws E1001 to E1008.
 */
export async function encodeCandidate(
  csv: Uint8Array,
  schema: DatasetSchema,
  folder: string,
): Promise<EncodedTable> {
  const temporary = await mkdtemp(join(folder, "candidate-"));
  try {
    const file = join(temporary, "candidate.csv");
    await writeFile(file, csv, { mode: 0o600 });
    const records = await loadRecords({
      file,
      schema,
      limits: { maxFileBytes: csv.length },
      mapping: {
        delimiter: ",",
        source: Object.fromEntries(
          schema.columns.map(({ name, kind }) => [name, kind === "numeric" ? "number" : "text"] as const),
        ),
        columns: Object.fromEntries(schema.columns.map(({ name }) => [name, { sql: sqlName(name) }])),
      },
    });
    records.close();
    return records.table;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
