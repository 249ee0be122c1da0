/** Gas used by operation name. */
export type GasByOperation = Readonly<Record<string, number>>;

/** One operation whose gas is not what was committed. */
export type GasDifference = {
  readonly operation: string;
  /** null: the operation is new. */
  readonly committed: number | null;
  /** null: the operation was not measured any more. */
  readonly measured: number | null;
  /** Measured over committed, minus one, in per cent; null when one of them is missing. */
  readonly percent: number | null;
  /** True when the difference fails the check: beyond the tolerance either way, new, or gone. */
  readonly isBeyond: boolean;
};

/** A cheaper operation fails too: the committed number would hide the next rise. */
const DEFAULT_TOLERANCE_PERCENT = 2;

/**
 * Every operation whose measured gas differs from the committed one, sorted by name; `isBeyond` marks those that fail.
 * Throws RangeError for gas that is not a whole number above 0.
 */
export function compareGas(
  committed: GasByOperation,
  measured: GasByOperation,
  tolerancePercent: number = DEFAULT_TOLERANCE_PERCENT,
): GasDifference[] {
  for (const [operation, gas] of [...Object.entries(committed), ...Object.entries(measured)]) {
    if (!Number.isSafeInteger(gas) || gas <= 0)
      throw new RangeError(`${operation}: ${gas} is no amount of gas`);
  }
  const differences: GasDifference[] = [];
  for (const operation of [...new Set([...Object.keys(committed), ...Object.keys(measured)])].sort()) {
    const before = committed[operation] ?? null;
    const now = measured[operation] ?? null;
    if (before === now) continue;
    if (before === null || now === null) {
      differences.push({ operation, committed: before, measured: now, percent: null, isBeyond: true });
      continue;
    }
    const percent = (100 * (now - before)) / before;
    // Compared without division, so that exactly the tolerance passes.
    const isBeyond = 100 * Math.abs(now - before) > tolerancePercent * before;
    differences.push({ operation, committed: before, measured: now, percent, isBeyond });
  }
  return differences;
}
