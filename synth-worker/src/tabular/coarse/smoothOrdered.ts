/** Shifts of the dyadic grid that are averaged. */
const SHIFTS = 16;
/** Differences below this many standard deviations are taken as noise. */
const THRESHOLD = 2;

/**
 * Noisy counts of ordered levels, denoised: a Haar tree whose differences between halves are dropped when below the threshold and
 * shrunk by half of it otherwise, averaged over shifts of the tree (translation-invariant wavelet shrinkage: Donoho and Johnstone 1994;
 * Coifman and Donoho 1995). Keeps the sum; smooth stretches lose their noise, spikes stay. `sigma` is the noise per level.
 * Post-processing of noisy counts: costs no privacy. The same bits on every machine.
 */
export function smoothOrdered(counts: Float64Array, sigma: number): Float64Array {
  const size = counts.length;
  const running = new Float64Array(size + 1);
  for (let i = 0; i < size; i++) running[i + 1] = running[i]! + counts[i]!;
  const clip = (at: number) => Math.min(size, Math.max(0, at));
  const sum = new Float64Array(size);
  let span = 1;
  while (span < size) span *= 2;
  span *= 2;

  const split = (from: number, to: number, mean: number): void => {
    const low = clip(from);
    const high = clip(to);
    if (high <= low) return;
    if (high - low === 1) {
      sum[low]! += mean;
      return;
    }
    const middle = (from + to) / 2;
    const cut = clip(middle);
    const left = cut - low;
    const right = high - cut;
    if (left === 0 || right === 0) {
      if (left > 0) split(from, middle, mean);
      else split(middle, to, mean);
      return;
    }
    // Orthonormal: the difference of the halves' means in units of one level's noise.
    const norm = Math.sqrt((left * right) / (left + right));
    const difference =
      ((running[cut]! - running[low]!) / left - (running[high]! - running[cut]!) / right) * norm;
    const size = Math.abs(difference);
    const kept =
      size <= THRESHOLD * sigma ? 0 : (Math.sign(difference) * (size - (THRESHOLD / 2) * sigma)) / norm;
    split(from, middle, mean + (kept * right) / (left + right));
    split(middle, to, mean - (kept * left) / (left + right));
  };
  for (let shift = 0; shift < SHIFTS; shift++) {
    const from = -Math.floor((shift * size) / SHIFTS + 0.5);
    split(from, from + span, running[size]! / size);
  }
  return sum.map((value) => value / SHIFTS);
}
