import type { Rational } from "../../math/rational.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import { sampleDiscreteGaussian } from "../../random/sampleDiscreteGaussian.ts";
import type { SecretStream } from "../../random/secretStream.ts";
import type { RingParty } from "./party/ringParty.ts";
import type { RingShared } from "./ring/ringShared.ts";

/**
 * Shares of noise that protects every cell with variance sigma^2 even against one of the nodes.
 *  - "nodes" (docs/proofs/distributed-noise.md): each node draws N_Z(0, sigma^2 / 2) of its own; the two that are not looking make up
 *    sigma^2. Opened variance 1.5 sigma^2. A cheating node can shift a count by any number it likes, as in the sum protocol.
 *  - "pairs" (docs/proofs/vertical-products.md, 6): the two nodes that share a key both draw N_Z(0, sigma^2) from its stream; a node
 *    knows two of the three draws, the third makes up sigma^2. Opened variance 3 sigma^2, and no node can shift anything: each draw has
 *    two witnesses. No traffic.
 */
export async function noiseShares(
  party: RingParty,
  noise: { readonly kind: "nodes" | "pairs"; readonly variance: Rational; readonly cells: number },
  entropy: EntropySource,
): Promise<RingShared> {
  const { kind, variance, cells } = noise;
  const draw = (from: EntropySource, each: Rational) =>
    BigUint64Array.from({ length: cells }, () => BigInt.asUintN(64, sampleDiscreteGaussian(each, from)));
  if (kind === "nodes") {
    return await party.reshare(draw(entropy, { num: variance.num, den: 2n * variance.den }));
  }
  const streams = party.pairStreams("noise");
  return {
    own: draw(streamEntropy(streams.own), variance),
    next: draw(streamEntropy(streams.next), variance),
  };
}

/**
 * A secret stream as entropy: deviates from the rule that noise comes from the operating system, because two nodes must draw the same.
 * The key behind it comes from the operating systems of both; the stream is AES-128 in counter mode, so the samplers are exact up to its
 * security.
 */
function streamEntropy(stream: SecretStream): EntropySource {
  return {
    guarantee: true,
    bytes(length) {
      const words = new Uint32Array(Math.ceil(length / 4));
      stream.fill(words, 0, words.length);
      return new Uint8Array(words.buffer, 0, length);
    },
  };
}
