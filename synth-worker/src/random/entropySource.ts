/**
 * Where random bytes come from. The samplers are exact relative to it: if the bytes are uniform and
 * independent, their outputs have exactly the stated distribution. Product code passes cryptoEntropy();
 * nothing else in product code implements this type.
 */
export type EntropySource = {
  /** The next `length` bytes; a fresh array that the caller may keep. */
  readonly bytes: (length: number) => Uint8Array;
  /** false for a source that can be repeated: noise from it protects nobody, and what is made with it must say so. */
  readonly guarantee: boolean;
};
