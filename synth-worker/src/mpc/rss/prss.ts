import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type SecretStream, secretStream } from "../../random/secretStream.ts";
import type { PartyKeys } from "./partyKeys.ts";
import type { Shared } from "./shared.ts";

/** What a stream of shared randomness is for; each purpose has keys of its own, so no word serves two ends. */
export type PrssPurpose = "gate masks" | "random bits" | "triples" | "triple masks" | "coin";

/**
 * Pseudo-random secret sharing (Cramer, Damgard, Ishai, TCC 2005) for three parties: words that all hold shares of and nobody
 * knows, without traffic. Party i draws r_i and r_(i+1) from two streams; r_(i+2) is unknown to it.
 */
export type Prss = {
  /** The next `words` words of r = r_0 ^ r_1 ^ r_2. */
  readonly random: (words: number) => Shared;
  /** XORs a share of zero, r_i ^ r_(i+1), into out[from..to): the three shares cancel out. */
  readonly maskInto: (out: Uint32Array, from: number, to: number) => void;
  /** Forgets the keys; later calls throw RangeError. */
  readonly close: () => void;
};

/**
 * The streams of one purpose: AES-128 keys from HKDF-SHA256 (RFC 5869) of the pairwise keys, salt = session digest, info = purpose.
 * The neighbours stay in step because all three run the same program; a party that falls out of step produces wrong gates.
 */
export function derivePrss(keys: PartyKeys, session: Uint8Array, purpose: PrssPurpose): Prss {
  const info = new TextEncoder().encode(`symbolon/rss-prss/1 ${purpose}`);
  const derive = (key: Uint8Array): SecretStream => {
    const streamKey = hkdf(sha256, key, session, info, 16);
    const stream = secretStream(streamKey);
    streamKey.fill(0);
    return stream;
  };
  const own = derive(keys.own);
  const next = derive(keys.next);
  return {
    random(words) {
      const shares = { own: new Uint32Array(words), next: new Uint32Array(words) };
      own.fill(shares.own, 0, words);
      next.fill(shares.next, 0, words);
      return shares;
    },
    maskInto(out, from, to) {
      own.xorInto(out, from, to);
      next.xorInto(out, from, to);
    },
    close() {
      own.close();
      next.close();
    },
  };
}
