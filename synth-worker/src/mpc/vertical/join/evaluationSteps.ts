import type { EntropySource } from "../../../random/entropySource.ts";
import { stopped } from "../../rss/stopped.ts";
import type { NodeTokenKey } from "./nodeTokenKey.ts";
import { voprfSuite } from "./voprfSuite.ts";

/** Elements per proof. */
export const PROOF_BATCH = 1024;

/**
 * One node's answer to a hospital: its key share times each element, and a proof per PROOF_BATCH elements that it was one and the same
 * key.
 */
export type NodeEvaluation = {
  readonly elements: readonly Uint8Array[];
  readonly proofs: readonly Uint8Array[];
};

/** Bytes that a random scalar is reduced from: its bias is below 2^-128. */
const SCALAR_BYTES = 48;

/**
 * A node's part of the evaluation (RFC 9497, 3.3.2, BlindEvaluate with its key share; GenerateProof and ComputeCompositesFast of 2.2.1), one
 * element a step: about 1.5 ms each, so that the caller may do other things in between. Throws E4020 for bytes that are no element.
 */
export function* evaluationSteps(
  orderId: string,
  key: NodeTokenKey,
  blinded: readonly Uint8Array[],
  entropy: EntropySource,
): Generator<void, NodeEvaluation> {
  const { Point, context, concat, sized, hash, hashToScalar, decode } = voprfSuite;
  const secret = Point.Fn.fromBytes(key.secret);
  const seed = hash(concat(sized(key.publicKey), sized(concat("Seed-", context))));
  const elements: Uint8Array[] = [];
  const proofs: Uint8Array[] = [];
  for (let from = 0; from < blinded.length; from += PROOF_BATCH) {
    let composite = Point.ZERO;
    for (const [i, bytes] of blinded.slice(from, from + PROOF_BATCH).entries()) {
      let point: typeof composite;
      try {
        point = decode(bytes);
      } catch (cause) {
        throw stopped(orderId, "a blinded identifier is not a group element", cause);
      }
      const evaluated = point.multiply(secret).toBytes();
      elements.push(evaluated);
      const place = Uint8Array.of(i >> 8, i & 255);
      const weight = hashToScalar(concat(sized(seed), place, sized(bytes), sized(evaluated), "Composite"));
      composite = composite.add(point.multiplyUnsafe(weight));
      yield;
    }
    const nonce = randomScalar(entropy);
    const points = [
      composite,
      composite.multiply(secret),
      Point.BASE.multiply(nonce),
      composite.multiply(nonce),
    ].map((point) => sized(point.toBytes()));
    const challenge = hashToScalar(concat(sized(key.publicKey), ...points, "Challenge"));
    const response = Point.Fn.sub(nonce, Point.Fn.mul(challenge, secret));
    proofs.push(concat(Point.Fn.toBytes(challenge), Point.Fn.toBytes(response)));
  }
  return { elements, proofs };
}

/** 1 to the group's order less 1, from bytes read with the least significant first. */
function randomScalar(entropy: EntropySource): bigint {
  const number = entropy.bytes(SCALAR_BYTES).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return 1n + (number % (voprfSuite.Point.Fn.ORDER - 1n));
}
