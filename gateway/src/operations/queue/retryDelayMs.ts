const FIRST_MS = 1_000;
const LONGEST_MS = 900_000;

/**
 * Milliseconds to wait after the n-th failed attempt (n from 1): between half and all of 1, 2, 4 ... 900 s, so that tasks that failed together do not
 * come back together. Nothing private depends on the draw.
 * @param random in [0, 1)
 */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(longest * (0.5 + random() / 2));
}
