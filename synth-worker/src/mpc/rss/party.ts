import type { PartyCost } from "./partyCost.ts";
import type { Shared } from "./shared.ts";

/**
 * One of three parties of a computation on shared bits: what a circuit needs, whatever lies below (links, checks, modes). The three
 * run the same program; each call is the same call at all three. One operation at a time: a second one that is started before the
 * first has ended stops the computation (E4020), because an opening could otherwise overtake the check of a gate.
 */
export interface Party {
  /** Its place; party i holds shares i and i + 1 modulo 3. */
  readonly index: 0 | 1 | 2;
  /** "semi-honest" trusts all three to follow the protocol; "malicious" stops before an opening if one of them does not. */
  readonly mode: "semi-honest" | "malicious";
  /** Bytes, rounds and gates so far. */
  readonly cost: PartyCost;
  /** Bitwise AND of equally long shares, word by word: one round. Inputs are not kept: they may be changed afterwards. Throws RangeError for unequal lengths. */
  and(x: Shared, y: Shared): Promise<Shared>;
  /** `words` words of random bits that no party knows: no traffic (pseudo-random secret sharing). */
  random(words: number): Shared;
  /**
   * Shows the bits to all three: every AND since the last opening is verified first (malicious mode), then the values are exchanged with
   * redundant copies. Throws E4020 when anything does not fit; nothing was shown then that was not verified.
   */
  open(x: Shared): Promise<Uint32Array>;
}
