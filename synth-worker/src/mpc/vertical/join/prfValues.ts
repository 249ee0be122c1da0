import { type GroupElement, voprfSuite } from "./voprfSuite.ts";

/**
 * The 64-byte PRF values of identifiers from their blinds and evaluated elements (RFC 9497, 3.3.1, Finalize). Throws RangeError when an
 * evaluated element is the identity, which happens only when the key is 0.
 */
export function prfValues(
  identifiers: readonly Uint8Array[],
  blinds: readonly Uint8Array[],
  evaluated: readonly GroupElement[],
): Uint8Array[] {
  const { Point, hash, concat, sized } = voprfSuite;
  const inverses = Point.Fn.invertBatch(blinds.map((blind) => Point.Fn.fromBytes(blind)));
  return identifiers.map((identifier, i) => {
    const unblinded = evaluated[i]!.multiply(inverses[i]!);
    if (unblinded.is0()) throw new RangeError("the identity element");
    return hash(concat(sized(identifier), sized(unblinded.toBytes()), "Finalize"));
  });
}
