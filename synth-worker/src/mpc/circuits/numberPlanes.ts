/**
 * Bit planes of public whole numbers, one per lane, lanes beyond the last being 0: how numbers are laid out before they are shared.
 * Numbers may be up to 2^53 - 1. Throws RangeError for one that is not a whole number of `width` bits, or more than 32 x words of them.
 */
export function numberPlanes(
  numbers: ArrayLike<number>,
  { width, words }: { width: number; words: number },
): Uint32Array[] {
  if (numbers.length > 32 * words) throw new RangeError(`${numbers.length} numbers in ${32 * words} lanes`);
  const planes = Array.from({ length: width }, () => new Uint32Array(words));
  const limit = 2 ** width;
  for (let lane = 0; lane < numbers.length; lane++) {
    const value = numbers[lane]!;
    if (!(Number.isSafeInteger(value) && value >= 0 && value < limit))
      throw new RangeError(`${value} is not a whole number of ${width} bits`);
    const word = lane >>> 5;
    const bit = lane & 31;
    // Two halves: bit operations see 32 bits only.
    let low = value >>> 0;
    for (let i = 0; low !== 0; i++, low >>>= 1) if ((low & 1) === 1) planes[i]![word]! |= 1 << bit;
    let high = Math.floor(value / 4294967296);
    for (let i = 32; high !== 0; i++, high >>>= 1) if ((high & 1) === 1) planes[i]![word]! |= 1 << bit;
  }
  return planes;
}
