import type { CliqueLayout } from "../tabular/cliqueLayout.ts";
import type { Records } from "./records.ts";

/**
 * The exact count vector of the included records, in the layout's order: one GROUP BY per marginal, run by DuckDB. `included[row]`
 * decides whether record `row` counts (not withdrawn, not holdout). Counts stay in the hospital; only shares of them leave.
 * Every patient adds 1 to exactly one cell of each marginal, which is the sensitivity the accounting relies on.
 */
export async function countMarginals(
  records: Records,
  layout: CliqueLayout,
  included: Uint8Array,
): Promise<Uint32Array> {
  if (included.length !== records.table.rows) throw new RangeError("one inclusion flag per record is needed");
  const { connection } = records;
  await connection.run("CREATE OR REPLACE TEMP TABLE included(row BIGINT)");
  const appender = await connection.createAppender("included");
  for (let row = 0; row < included.length; row++) {
    if (included[row] !== 1) continue;
    appender.appendBigInt(BigInt(row));
    appender.endRow();
  }
  appender.closeSync();
  const counts = new Uint32Array(layout.length);
  for (const { columns, shape, offset } of layout.cliques) {
    const names = columns.map((column) => `c${column}`).join(", ");
    const result = await connection.runAndReadAll(
      `SELECT ${names}, count(*)::INTEGER FROM cells SEMI JOIN included USING (row) GROUP BY ${names}`,
    );
    for (const group of result.getRows()) {
      const cell = columns.reduce((index, _, i) => index * shape[i]! + Number(group[i]), 0);
      counts[offset + cell] = Number(group[columns.length]);
    }
  }
  await connection.run("DROP TABLE included");
  return counts;
}
