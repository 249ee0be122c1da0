/** Published numbers are rounded to tens (buildCatalogueEntry): the exact one is at most this much larger. */
const ROUNDING = 5;
/** Least bits of a shared count: a hospital that grows a little between listing and order still fits. */
const LEAST_BITS = 10;
const MOST_BITS = 24;
const MOST_PATIENTS = 2 ** 30;

/**
 * An order's `patients` and `mostPatients`, from the numbers of records that the catalogue publishes of its datasets (one patient, one record):
 * their sum, and the largest with room for its rounding, as the next 2^k - 1, k from 10 to 24, since shared counts are as wide as bits of
 * that. Throws RangeError without a dataset.
 */
export function patientNumbers(records: readonly number[]): {
  readonly patients: number;
  readonly mostPatients: number;
} {
  if (records.length === 0) throw new RangeError("an order has a dataset");
  const patients = records.reduce((sum, own) => sum + own, 0);
  const bits = (Math.max(...records) + ROUNDING).toString(2).length;
  return {
    patients: Math.min(MOST_PATIENTS, Math.max(1, patients)),
    mostPatients: 2 ** Math.min(MOST_BITS, Math.max(LEAST_BITS, bits)) - 1,
  };
}
