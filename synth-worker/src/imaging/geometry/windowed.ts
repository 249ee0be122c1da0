/** The values on a window, 0 at `low` and 1 at `high`, clipped; mirrored where small values are bright. What is no number is as what lies below. */
export function windowed(
  values: Float32Array,
  { low, high }: { readonly low: number; readonly high: number },
  isInverted = false,
): Float32Array {
  if (!(high > low)) throw new RangeError(`a window from ${low} to ${high}`);
  return Float32Array.from(values, (value) => {
    const share = value > low ? Math.min(1, (value - low) / (high - low)) : 0;
    return isInverted ? 1 - share : share;
  });
}

/**
 * The window of a picture's own: from its 1st to its 99th percentile (nearest rank), or its value and the next whole one where it has but one value; 0 to 1
 * where none is a finite number (volumes of floats mark what was cut away so). It is a function of these values alone, so each patient's pictures are changed by that patient's own data, and no range is read from the set.
 */
export function ownWindow(values: Float32Array): { readonly low: number; readonly high: number } {
  if (values.length === 0) throw new RangeError("no values");
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return { low: 0, high: 1 };
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const [low, high] = [at(0.01), at(0.99)];
  return high > low ? { low, high } : { low, high: Math.max(low + 1, sorted.at(-1)!) };
}
