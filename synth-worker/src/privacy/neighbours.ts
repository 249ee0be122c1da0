/**
 * Who is protected: the unit is one patient, who has at most `maxRecords` records. "add-remove": neighbouring tables
 * differ by all records of one patient; "replace": by one patient's records in exchange for another's.
 */
export type Neighbours = {
  readonly unit: "patient";
  readonly maxRecords: number;
  readonly relation: "add-remove" | "replace";
};

/** Squared sensitivities of the queries the engine asks; integers, so that the accounting stays exact. */
export type SquaredSensitivities = {
  /** L2, of one table of counts in which every record is in exactly one cell. */
  readonly countTable: bigint;
  /** Of the number sum |count - expected| for fixed integers `expected`. */
  readonly errorSum: bigint;
  /** L2, of the numbers of patients per key. */
  readonly keyCounts: bigint;
};

/**
 * How far one patient can move each query, squared. With m records, all may lie in one cell: the table moves by m
 * (replace: from one cell to another, sqrt(2) m), the error sum by m (2 m); a patient holds at most m different
 * keys and moves each count of patients by 1: sqrt(m) (sqrt(2 m)). Throws RangeError unless 1 <= m <= 1,000,000.
 */
export function squaredSensitivities({ maxRecords, relation }: Neighbours): SquaredSensitivities {
  if (!Number.isInteger(maxRecords) || maxRecords < 1 || maxRecords > 1_000_000) {
    throw new RangeError("the records per patient must be a whole number from 1 to 1,000,000");
  }
  const m = BigInt(maxRecords);
  if (relation === "add-remove") return { countTable: m * m, errorSum: m * m, keyCounts: m };
  if (relation === "replace") return { countTable: 2n * m * m, errorSum: 4n * m * m, keyCounts: 2n * m };
  throw new RangeError(`${String(relation)} is no neighbouring relation`);
}
