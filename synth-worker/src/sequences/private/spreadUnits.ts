/**
 * Units by which rows are counted so that every patient with rows weighs the same: `most` units, dealt to the patient's n rows as evenly as whole numbers
 * allow (floor(most / n) each, one more for the first most mod n). A patient has at most `most` rows, so a row has at least one unit, and all
 * units of a patient together are `most`: adding or removing the patient changes a table of units by whole numbers of one sign that sum to
 * `most`, an L2 distance of at most `most`, reached when all lie in one cell. That is the sensitivity of a table of counts with maxRecords =
 * `most` (privacy/neighbours.ts).
 *
 * One unit per row would have the same bound, since a patient may have `most` rows, but hold only the rows there are: at equal noise the signal of
 * units is `most` / (mean rows per patient) times as large. The price is that a row of a patient with few rows counts more than one of a
 * patient with many. `owner`: whose each row is. Throws RangeError for a patient with more rows.
 */
export function spreadUnits(owner: Int32Array, most: number): Int32Array {
  const rows = new Map<number, number>();
  for (const patient of owner) rows.set(patient, (rows.get(patient) ?? 0) + 1);
  const dealt = new Map<number, number>();
  return owner.map((patient) => {
    const n = rows.get(patient)!;
    if (n > most) throw new RangeError(`a patient has ${n} rows; the cap is ${most}`);
    const before = dealt.get(patient) ?? 0;
    dealt.set(patient, before + 1);
    return Math.floor(most / n) + Number(before < most % n);
  });
}
