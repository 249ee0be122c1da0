import { SymbolonError } from "@symbolon/protocol";

/** Of the 64 bytes of a PRF value, this many make the token: with 2^22 patients a chance of 2^-84 that two share one. */
export const TOKEN_BYTES = 16;

/**
 * The tokens in ascending order, and the place each had before: order[r] is the old place of new row r. To anyone without the key the
 * order is a random permutation, and hospitals with the same patients arrive at the same one without having spoken. Throws E1006 when a
 * token repeats, RangeError when bytes are left over.
 */
export function sortedTokens(tokens: Uint8Array): { order: Uint32Array; tokens: Uint8Array } {
  if (tokens.length % TOKEN_BYTES !== 0) throw new RangeError("the tokens are not whole");
  const rows = tokens.length / TOKEN_BYTES;
  const view = new DataView(tokens.buffer, tokens.byteOffset, tokens.length);
  const words = BigUint64Array.from({ length: 2 * rows }, (_, i) => view.getBigUint64(8 * i));
  const compare = (x: number, y: number) => {
    const [high, low] = [words[2 * x]! - words[2 * y]!, words[2 * x + 1]! - words[2 * y + 1]!];
    return high !== 0n ? (high < 0n ? -1 : 1) : low !== 0n ? (low < 0n ? -1 : 1) : 0;
  };
  const order = Uint32Array.from({ length: rows }, (_, r) => r).sort(compare);
  const sorted = new Uint8Array(tokens.length);
  order.forEach((from, r) => {
    if (r > 0 && compare(order[r - 1]!, from) === 0) {
      throw new SymbolonError("E1006", { document: "identifiers", reason: "a patient appears twice" });
    }
    sorted.set(tokens.subarray(from * TOKEN_BYTES, (from + 1) * TOKEN_BYTES), r * TOKEN_BYTES);
  });
  return { order, tokens: sorted };
}
