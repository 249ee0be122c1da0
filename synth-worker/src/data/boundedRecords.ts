import type { SynthSchema } from "@symbolon/protocol";
import type { SqlDialect } from "./dialects/sqlDialect.ts";

/**
 * FROM clause of the records that count: all, or of each patient at most `maxRecordsPerPatient`. Which ones is decided by a hash of the
 * record's own values (all declared columns but ids), then by the values: a function of that patient's records alone, as the sensitivity
 * needs, the same in every query, and without a preference for early or small values. Records alike in every declared column are
 * interchangeable, so it does not matter which of them is kept.
 */
export function boundedRecords(dialect: SqlDialect, table: string, schema: SynthSchema): string {
  if (schema.patient === undefined) return table;
  const columns = schema.columns.flatMap(({ kind, name }) =>
    kind === "id" ? [] : [dialect.identifier(name)],
  );
  const values = columns.map((column) => `COALESCE(${dialect.text(column)}, '')`);
  const joined = values.join(` || '|' || `);
  const patient = patientText(dialect, schema.patient);
  const order = `${dialect.hash(joined)}, ${values.join(", ")}`;
  return (
    `(SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ${patient} ORDER BY ${order}) AS symbolon_rank ` +
    `FROM ${table}) ranked WHERE symbolon_rank <= ${schema.maxRecordsPerPatient}) records`
  );
}

/** Who a record belongs to, as text: spaces around an identifier do not make another patient. */
export function patientText(dialect: SqlDialect, patient: string): string {
  return `TRIM(BOTH ' ' FROM ${dialect.text(dialect.identifier(patient))})`;
}
