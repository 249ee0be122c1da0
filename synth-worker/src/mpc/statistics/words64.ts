/** 64-bit words as bytes, little-endian, least significant half first: two of the 32-bit words of mpc/words.ts each. */
export function words64ToBytes(words: BigUint64Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 * words.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => {
    view.setBigUint64(8 * i, word, true);
  });
  return bytes;
}

/** Little-endian bytes as 64-bit words; throws RangeError when the length is not a multiple of 8. */
export function bytesToWords64(bytes: Uint8Array): BigUint64Array {
  if (bytes.length % 8 !== 0) throw new RangeError(`${bytes.length} bytes are not whole words`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return BigUint64Array.from({ length: bytes.length / 8 }, (_, i) => view.getBigUint64(8 * i, true));
}
