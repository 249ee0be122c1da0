import { ristretto255, ristretto255_hasher, ristretto255_oprf } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";

/** An element of ristretto255 (RFC 9496). */
export type GroupElement = InstanceType<typeof ristretto255.Point>;

/** Bytes of an element, and of a proof (two scalars), on the wire. */
export const ELEMENT_BYTES = 32;
export const PROOF_BYTES = 64;

const encoder = new TextEncoder();
/** "OPRFV1-", mode 1 (verifiable), "-", suite: RFC 9497, 3.1. */
const CONTEXT = Uint8Array.from([...encoder.encode("OPRFV1-"), 1, ...encoder.encode("-ristretto255-SHA512")]);

/** The suite ristretto255-SHA512 of RFC 9497 in its verifiable mode, as far as the join needs it. */
export const voprfSuite = {
  context: CONTEXT,
  Point: ristretto255.Point,
  voprf: ristretto255_oprf.voprf,
  hash: sha512,
  hashToScalar: (message: Uint8Array): bigint =>
    ristretto255_hasher.hashToScalar!(message, { DST: concat("HashToScalar-", CONTEXT) }),
  /** The bytes of a point on the wire; throws RangeError for anything but the canonical encoding of an element other than the identity. */
  decode(bytes: Uint8Array): GroupElement {
    let point: GroupElement;
    try {
      point = ristretto255.Point.fromBytes(bytes);
    } catch (cause) {
      throw new RangeError("not a group element", { cause });
    }
    if (point.is0()) throw new RangeError("the identity element");
    return point;
  },
  /** Parts one after the other; byte strings and texts as they are. */
  concat,
  /** A part preceded by its length in two bytes. */
  sized: (bytes: Uint8Array): Uint8Array =>
    concat(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes),
} as const;

function concat(...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const all = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part));
  const out = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
