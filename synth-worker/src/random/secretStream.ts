import { type Cipheriv, createCipheriv } from "node:crypto";

/** Bytes per refill: the first is small because a small job needs little; later ones are the size at which AES-CTR streams fastest. */
const FIRST_CHUNK_BYTES = 1024;
const CHUNK_BYTES = 65536;

/** A pseudo-random stream of 32-bit words under a secret key. It only moves forward: no word is handed out twice. */
export type SecretStream = {
  /** Writes the next `to - from` words over out[from..to). */
  readonly fill: (out: Uint32Array, from: number, to: number) => void;
  /** XORs the next `to - from` words into out[from..to). */
  readonly xorInto: (out: Uint32Array, from: number, to: number) => void;
  /** Wipes what is buffered and forgets the key; every later call throws RangeError. */
  readonly close: () => void;
};

/**
 * AES-128 in counter mode (NIST SP 800-38A, 6.5) over zeros, counter block starting at 0. Two holders of one key read the same words
 * as long as they ask for the same lengths. A key serves one stream only: the counter cannot be set, so a stream that is
 * lost cannot be read again, and whoever wants another stream derives another key. Words are in the machine's byte order; the
 * computation refuses machines that are not little-endian. Throws RangeError for a key that is not 16 bytes.
 */
export function secretStream(key: Uint8Array): SecretStream {
  if (key.length !== 16) throw new RangeError(`the key has ${key.length} bytes, expected 16`);
  let cipher: Cipheriv | undefined = createCipheriv("aes-128-ctr", key, new Uint8Array(16));
  let zeros = new Uint8Array(FIRST_CHUNK_BYTES);
  let chunk = new Uint32Array(0);
  let position = 0;

  const refill = (): void => {
    if (cipher === undefined) throw new RangeError("the stream is closed");
    const bytes = cipher.update(zeros);
    // A fresh buffer starts aligned; a pooled one may not.
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
    chunk = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
    position = 0;
    if (zeros.length < CHUNK_BYTES) zeros = new Uint8Array(CHUNK_BYTES);
  };

  return {
    fill(out, from, to) {
      for (let at = from; at < to; ) {
        if (position === chunk.length) refill();
        const count = Math.min(to - at, chunk.length - position);
        out.set(chunk.subarray(position, position + count), at);
        position += count;
        at += count;
      }
    },
    xorInto(out, from, to) {
      for (let at = from; at < to; ) {
        if (position === chunk.length) refill();
        const end = at + Math.min(to - at, chunk.length - position);
        while (at < end) out[at++]! ^= chunk[position++]!;
      }
    },
    close() {
      cipher = undefined;
      chunk.fill(0);
      chunk = new Uint32Array(0);
      position = 0;
    },
  };
}
