import type { DuckDBConnection } from "@duckdb/node-api";
import type { DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";

/**
 * A hospital's harmonised records, inside the hospital. `table` holds cell numbers in schema order; `connection` has the same
 * cells as the table `cells(row, c0, c1, ...)` with row counted from 0, for push-down, and there the numbers themselves (encodeCells). `subjects[row]` is the local pseudonym.
 */
export type Records = {
  readonly schema: DatasetSchema;
  readonly table: EncodedTable;
  readonly subjects: readonly string[];
  /** identifiers[row]: whom other hospitals know by it too, as the file has it; null where there is none, or the hospital links nobody. */
  readonly identifiers: readonly (string | null)[];
  readonly connection: DuckDBConnection;
  /** sha256 of the file's bytes, so that a changed file is noticed after listing. */
  readonly fileDigest: string;
  close(): void;
};
