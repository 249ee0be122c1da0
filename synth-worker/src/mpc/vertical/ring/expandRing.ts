import { chacha20 } from "@noble/ciphers/chacha.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** 64 KiB at a time: larger pieces fall out of the cache. */
const CHUNK_BYTES = 65536;

/**
 * `length` pseudo-random numbers modulo 2^64 from a 32-byte secret key and a label: the ChaCha20 keystream (RFC 8439) under
 * SHA-256(key || label), read little-endian. Whoever knows the key gets the same numbers; to anyone else they are uniform. A label is used
 * once per key. Throws RangeError for a key of another length.
 */
export function expandRing(key: Uint8Array, label: string, length: number): BigUint64Array<ArrayBuffer> {
  if (key.length !== 32) throw new RangeError(`the key has ${key.length} bytes, expected 32`);
  const stream = sha256.create().update(key).update(new TextEncoder().encode(label)).digest();
  const words = new BigUint64Array(length);
  const bytes = new Uint8Array(words.buffer);
  const nonce = new Uint8Array(12);
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    // `bytes` is still zero there: encrypting zeros gives the keystream.
    const piece = bytes.subarray(from, from + CHUNK_BYTES);
    chacha20(stream, nonce, piece, piece, from / 64);
  }
  return words;
}
