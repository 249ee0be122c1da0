/**
 * The bytes of words[from..to), without a copy. In the machine's byte order: startParty refuses machines that are not little-endian,
 * so these are little-endian bytes.
 */
export function wordBytes(words: Uint32Array, from = 0, to = words.length): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset + 4 * from, 4 * (to - from));
}
