import type { EntropySource } from "./entropySource.ts";

/** Independent uniform digits, the raw material of lazily written uniform numbers. */
export type UniformDigits = {
  /** Bits per digit: 32 in product code; tests take fewer so that ties are common. */
  readonly bits: number;
  /** The next digit, an integer in [0, 2^bits). */
  readonly next: () => number;
  /** Overwrites the digits that were fetched, so that a later memory dump does not hold past noise. */
  readonly wipe: () => void;
};

const MAX_WORDS = 16_384;
const MIN_WORDS = 64;

/**
 * Digits of `bits` bits (1..32, default 32) from an entropy source, fetched in blocks of at most 64 KiB, smaller when
 * `expectedWords` says that fewer will be used. Throws RangeError for another number of bits.
 */
export function uniformDigits(entropy: EntropySource, expectedWords: number, bits = 32): UniformDigits {
  if (!Number.isInteger(bits) || bits < 1 || bits > 32) throw new RangeError("digits have 1 to 32 bits");
  const size = Math.max(MIN_WORDS, Math.min(MAX_WORDS, Math.ceil(expectedWords)));
  const shift = 32 - bits;
  let words: Uint32Array = new Uint32Array(0);
  let used = 0;
  const refill = () => {
    words.fill(0);
    const bytes = entropy.bytes(size * 4);
    // A view needs a start that is a multiple of four; a copy always has one.
    words =
      bytes.byteOffset % 4 === 0
        ? new Uint32Array(bytes.buffer, bytes.byteOffset, size)
        : new Uint32Array(bytes.slice().buffer);
    used = 0;
  };
  return {
    bits,
    next() {
      if (used === words.length) refill();
      return words[used++]! >>> shift;
    },
    wipe() {
      words.fill(0);
      used = words.length;
    },
  };
}
