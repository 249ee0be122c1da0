import { SymbolonError } from "@symbolon/protocol";
import { encodeCandidate } from "../../data/encodeCandidate.ts";
import { csvCell } from "../../tabular/csvCell.ts";
import { cohortRows } from "../../tabular/hospital/cohortRows.ts";
import type { FileClaim } from "./claims.ts";

/**
 * Whether a hospital's file is what was ordered, as far as the file itself tells: the order's columns in its sequence, its number of rows,
 * values of the schema, and of the cohort where its columns are in the file. Whether it is like the records no node can tell. Throws E1006
 * for another shape, E1002, E1003 or E1008 for a value that is not the schema's.
 */
export async function checkOrderedFile({ verified, folder }: FileClaim, csv: Uint8Array): Promise<void> {
  const { order, spec, schema } = verified;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: `file of order ${order.orderId}`, reason });
  };
  const names = spec.columns ?? schema.columns.map(({ name }) => name);
  const header = new TextDecoder().decode(csv.subarray(0, csv.indexOf(0x0a)));
  if (header !== names.map(csvCell).join(",")) refuse("its columns are not the order's");
  const part = { ...schema, columns: names.map((name) => schema.columns.find((c) => c.name === name)!) };
  const table = await encodeCandidate(csv, part, folder);
  if (table.rows !== spec.rows) refuse(`it has ${table.rows} rows, ${spec.rows} were ordered`);
  const shown = (spec.cohort ?? []).filter(({ column }) => names.includes(column));
  if (cohortRows(table, part, shown).includes(0)) refuse("a row is not in the cohort");
}
