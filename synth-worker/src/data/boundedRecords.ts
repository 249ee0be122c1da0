import type { SynthSchema } from "@symbolon/protocol";
import type { SqlDialect } from "./dialects/sqlDialect.ts";
import { recordRank } from "./recordRank.ts";

/** FROM clause of the records that count: all, or of each patient the first `maxRecordsPerPatient` by recordRank. */
export function boundedRecords(dialect: SqlDialect, table: string, schema: SynthSchema): string {
  if (schema.patient === undefined) return table;
  return (
    `(SELECT * FROM (SELECT *, ${recordRank(dialect, schema)} AS symbolon_rank ` +
    `FROM ${table}) ranked WHERE symbolon_rank <= ${schema.maxRecordsPerPatient}) records`
  );
}
