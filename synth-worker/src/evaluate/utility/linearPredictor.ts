/**
 * The sum of coefficient times covariate for every record, columns[j][i] being covariate j of record i; a coefficient that could not be
 * estimated (null) counts as 0. Throws RangeError for as many coefficients as there are not columns.
 */
export function linearPredictor(
  columns: readonly Float64Array[],
  coefficients: readonly (number | null)[],
  rows: number,
): Float64Array {
  if (columns.length !== coefficients.length)
    throw new RangeError(`${coefficients.length} coefficients for ${columns.length} columns`);
  const out = new Float64Array(rows);
  columns.forEach((column, j) => {
    const coefficient = coefficients[j] ?? 0;
    for (let i = 0; i < rows; i++) out[i]! += coefficient * column[i]!;
  });
  return out;
}
