import { DuckDBInstance } from "@duckdb/node-api";
import type { DatasetSchema } from "@symbolon/protocol";
import { domainOf } from "../tabular/domain.ts";
import type { ProviderConfig } from "../tabular/hospital/providerConfig.ts";
import { checkFile } from "./checkFile.ts";
import { encodeCells } from "./encodeCells.ts";
import { readSource } from "./readSource.ts";
import type { Records } from "./records.ts";

/** What to load: an absolute path, the mapping, the schema it maps to and the largest file accepted in bytes. */
export type LoadRequest = {
  readonly file: string;
  readonly mapping: Pick<ProviderConfig, "source" | "columns" | "subject" | "linkage" | "delimiter">;
  readonly schema: DatasetSchema;
  readonly limits: { readonly maxFileBytes: number };
};

/**
 * Reads a CSV or Parquet file through DuckDB, harmonises it and checks every cell against the schema. One faulty cell refuses the
 * whole file, because a silently dropped patient would be a wrong count. Throws E1001 to E1008. The caller closes the result.
 */
export async function loadRecords(request: LoadRequest): Promise<Records> {
  const checked = await checkFile(request.file, request.limits.maxFileBytes);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await readSource(connection, request.file, checked, request.mapping);
    // The mapping's SQL is the hospital's own, yet it needs nothing beyond the loaded rows: no files, no network.
    await connection.run("SET enable_external_access = false; SET lock_configuration = true");
    await encodeCells(connection, request.schema, request.mapping);
    const { sizes } = domainOf(request.schema);
    const columns: Int32Array[] = [];
    for (const i of sizes.keys()) {
      const result = await connection.runAndReadAll(`SELECT c${i} FROM cells ORDER BY row`);
      columns.push(Int32Array.from(result.getColumns()[0] as number[]));
    }
    const [subjects, identifiers] = (
      await connection.runAndReadAll("SELECT subject, identifier FROM cells ORDER BY row")
    ).getColumns();
    const table = { sizes, rows: columns[0]!.length, columns };
    return {
      schema: request.schema,
      table,
      subjects: (subjects ?? []).map((subject, row) => String(subject ?? row + 1)),
      identifiers: (identifiers ?? []).map((identifier) => (identifier === null ? null : String(identifier))),
      connection,
      fileDigest: checked.digest,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
