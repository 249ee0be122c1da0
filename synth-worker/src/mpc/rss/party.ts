import type { Shared } from "./shared.ts";

/** One of three parties of a computation on shared bits. What a circuit needs, whatever lies below: links, checks, modes. */
export interface Party {
  /** Its place; party i holds shares i and i + 1 modulo 3. */
  readonly index: 0 | 1 | 2;
  /** Bitwise AND of equally long shares, word by word: one round. Throws RangeError for unequal lengths. */
  and(x: Shared, y: Shared): Promise<Shared>;
  /** `words` words of random bits that no party knows: no traffic (pseudo-random secret sharing). */
  random(words: number): Shared;
  /**
   * Shows the bits to all three: every AND since the last opening is verified first (malicious mode), then the values are exchanged with
   * redundant copies. Throws E4020 when anything does not fit; nothing was shown then that was not verified.
   */
  open(x: Shared): Promise<Uint32Array>;
}
