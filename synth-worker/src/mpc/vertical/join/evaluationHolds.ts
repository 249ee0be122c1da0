import { mulAddUnsafe, pippenger } from "@noble/curves/abstract/curve.js";
import { type GroupElement, PROOF_BYTES, voprfSuite } from "./voprfSuite.ts";

/**
 * Whether a proof shows that every evaluated element is the blinded one times the secret of `publicKey` (RFC 9497, 2.2.2, VerifyProof with
 * ComputeComposites). All values are public, so running time does not matter.
 */
export function evaluationHolds(input: {
  publicKey: Uint8Array;
  blinded: readonly { bytes: Uint8Array; point: GroupElement }[];
  evaluated: readonly { bytes: Uint8Array; point: GroupElement }[];
  proof: Uint8Array;
}): boolean {
  const { publicKey, blinded, evaluated, proof } = input;
  const { Point, context, concat, sized, hash, hashToScalar, decode } = voprfSuite;
  const sum = (points: GroupElement[], scalars: bigint[]) => mulAddUnsafe(Point, points, scalars);
  if (proof.length !== PROOF_BYTES || blinded.length !== evaluated.length) return false;
  let challenge: bigint;
  let response: bigint;
  try {
    challenge = Point.Fn.fromBytes(proof.subarray(0, 32));
    response = Point.Fn.fromBytes(proof.subarray(32));
  } catch {
    return false;
  }
  const key = decode(publicKey);
  const seed = hash(concat(sized(publicKey), sized(concat("Seed-", context))));
  const weights = blinded.map(({ bytes }, i) => {
    const place = Uint8Array.of(i >> 8, i & 255);
    return hashToScalar(concat(sized(seed), place, sized(bytes), sized(evaluated[i]!.bytes), "Composite"));
  });
  const weighted = (list: readonly { readonly point: GroupElement }[]) =>
    pippenger(
      Point,
      list.map(({ point }) => point),
      weights,
    );
  const m = weighted(blinded);
  const z = weighted(evaluated);
  const t2 = sum([Point.BASE, key], [response, challenge]);
  const t3 = sum([m, z], [response, challenge]);
  const points = [m, z, t2, t3].map((point) => sized(point.toBytes()));
  return hashToScalar(concat(sized(publicKey), ...points, "Challenge")) === challenge;
}
