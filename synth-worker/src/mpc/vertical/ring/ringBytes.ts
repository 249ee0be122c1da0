const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The words' own memory as bytes, little-endian: the encoding of every message and digest. No copy. */
export function ringBytes(words: BigUint64Array): Uint8Array {
  if (!littleEndian)
    throw new RangeError("this machine stores numbers big-endian, which the wire format does not");
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

/** A copy of little-endian bytes as words; throws RangeError when they are not whole words. */
export function ringWords(bytes: Uint8Array): BigUint64Array<ArrayBuffer> {
  if (bytes.length % 8 !== 0) throw new RangeError(`${bytes.length} bytes are not whole words`);
  const words = new BigUint64Array(bytes.length / 8);
  ringBytes(words).set(bytes);
  return words;
}
