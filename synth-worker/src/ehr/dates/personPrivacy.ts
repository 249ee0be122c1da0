import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** What stands for a person's id, and by how many days all dates of that person are moved. */
export type PersonPrivacy = {
  pseudonymOf(id: string): string;
  shiftDaysOf(id: string): number;
  /** The most days a date is moved, either way; 0 when dates are kept. */
  readonly boundDays: number;
};

/** The most days a date is moved either way: less than a year, so that no season can be read off. */
const BOUND_DAYS = 364;
const PSEUDONYM_HEX_DIGITS = 32;

/**
 * Pseudonyms and date shifts from a secret key of 32 bytes: HMAC-SHA-256 (RFC 2104) of the id, so the same key and id give the same ones in every import, and
 * without the key nothing leads back. Shifts are whole days, uniform from -364 to 364 (off by less than 2^-38 from uniform), the same for all dates of a
 * person. With `dates` "kept" no date moves, for permits that need calendar time. Throws RangeError for a key of another length.
 */
export function keyedPrivacy(key: Uint8Array, dates: "shifted" | "kept" = "shifted"): PersonPrivacy {
  if (key.length !== 32) throw new RangeError("a key has 32 bytes");
  const digest = (use: string, id: string) => hmac(sha256, key, utf8ToBytes(`${use}\u0000${id}`));
  return {
    boundDays: dates === "kept" ? 0 : BOUND_DAYS,
    pseudonymOf: (id) => bytesToHex(digest("symbolon-ehr person", id)).slice(0, PSEUDONYM_HEX_DIGITS),
    shiftDaysOf(id) {
      if (dates === "kept") return 0;
      const bytes = digest("symbolon-ehr shift", id);
      // 48 bits are exact in a double; 729 divides 2^48 up to 2^-38.
      const draw = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
      return (draw % (2 * BOUND_DAYS + 1)) - BOUND_DAYS;
    },
  };
}
