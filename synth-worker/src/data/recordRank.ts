import type { SynthSchema } from "@symbolon/protocol";
import type { SqlDialect } from "./dialects/sqlDialect.ts";
import { trimmedText } from "./trimmedText.ts";

/**
 * SQL expression of a record's rank among the records of its patient, from 1, by which it is decided who counts beyond the bound. The order is
 * a hash of the record's own values (all declared columns but ids), then the values: a function of that patient's records alone,
 * as the sensitivity needs, the same in every query, and without a preference for early or small values. Records alike in every
 * declared column are interchangeable, so it does not matter which of them comes first. Throws RangeError for a schema without a patient.
 */
export function recordRank(dialect: SqlDialect, schema: SynthSchema): string {
  if (schema.patient === undefined) throw new RangeError("the schema has no patient");
  const columns = schema.columns.flatMap(({ kind, name }) =>
    kind === "id" ? [] : [dialect.identifier(name)],
  );
  const values = columns.map((column) => `COALESCE(${dialect.text(column)}, '')`);
  const order = `${dialect.hash(values.join(` || '|' || `))}, ${values.join(", ")}`;
  return `ROW_NUMBER() OVER (PARTITION BY ${trimmedText(dialect, schema.patient)} ORDER BY ${order})`;
}
