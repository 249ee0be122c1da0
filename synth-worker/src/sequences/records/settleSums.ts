import type { PatientRecords } from "../../math/patientRecords.ts";
import { numberCells } from "./numberCells.ts";
import type { SequenceSchema } from "./sequenceSchema.ts";

/**
 * Makes the rows of every patient add up to the patient's own number where a table has such a rule: shares are kept and rounded by largest
 * remainders in units of the column's last decimal (Hamilton's method). Rows without a number, or that add up to nothing, share alike. Changes
 * the rows' cells in place.
 */
export function settleSums({ patients, tables }: PatientRecords, schema: SequenceSchema): void {
  schema.tables.forEach(({ sum }, t) => {
    if (sum === undefined) return;
    const { owner, rows } = tables[t]!;
    const column = rows.columns.find(({ name }) => name === sum.column);
    if (column?.kind !== "number") throw new RangeError(`there is no number column ${sum.column}`);
    const { values, decimals } = column;
    const totals = numberCells(patients, sum.patientColumn);
    const unit = 10 ** decimals;
    for (let start = 0; start < owner.length; ) {
      let end = start;
      while (end < owner.length && owner[end] === owner[start]) end++;
      const total = totals[owner[start]!]!;
      if (!Number.isNaN(total)) settle(values.subarray(start, end), Math.round(total * unit), unit);
      start = end;
    }
  });
}

/** `units`: the sum wanted, in parts of 1 / unit. */
function settle(values: Float64Array, units: number, unit: number): void {
  const known = values.map((value) => (Number.isNaN(value) ? 0 : Math.max(0, value)));
  const sum = known.reduce((all, value) => all + value, 0);
  const exact = known.map((value) => (sum > 0 ? (value / sum) * units : units / known.length));
  const whole = exact.map(Math.floor);
  let left = units - whole.reduce((all, each) => all + each, 0);
  const order = Array.from(exact.keys()).sort(
    (a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!) || a - b,
  );
  for (const place of order) {
    if (left <= 0) break;
    whole[place]!++;
    left--;
  }
  values.set(whole.map((each) => each / unit));
}
