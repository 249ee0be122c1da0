import { coinWords } from "../party/coinWords.ts";
import type { RingParty } from "../party/ringParty.ts";
import type { RingShared } from "../ring/ringShared.ts";
import { innerProductPart } from "./innerProductPart.ts";
import { joinShared } from "./joinShared.ts";

/** The claim that c is the inner product of a and b; c has one entry. */
export type InnerProductClaim = { readonly a: RingShared; readonly b: RingShared; readonly c: RingShared };

/**
 * Stops the computation (E4020) unless every claim holds. Each is sacrificed against the product of b with a vector m that nobody knows:
 * after a coin alpha, alpha a - m is opened (uniform, so it says nothing), and alpha c - <m, b> - <alpha a - m, b> must be 0. A claim
 * that is off by e passes with probability 2^(v - 64), v the number of factors 2 in e. Proof: docs/proofs/vertical-products.md, 3.
 * Traffic: one element per entry of a.
 */
export async function verifyInnerProducts(
  party: RingParty,
  claims: readonly InnerProductClaim[],
): Promise<void> {
  const { kernel } = party;
  const masks = claims.map(({ a }) => party.random(a.own.length));
  const parts = claims.map(({ b }, k) => innerProductPart(kernel, b.own.length, masks[k]!, b)[0]!);
  const maskProducts = await party.reshare(BigUint64Array.from(parts));
  const alphas = coinWords(await party.coin(), "alpha", claims.length);

  const masked = claims.map(({ a }, k) => {
    const less = (mask: BigUint64Array, x: BigUint64Array) => {
      const out = new BigUint64Array(x.length);
      kernel.addCombination({ rows: x.length, words: mask }, BigUint64Array.of(MINUS_ONE), out);
      kernel.addCombination({ rows: x.length, words: x }, BigUint64Array.of(alphas[k]!), out);
      return out;
    };
    return { own: less(masks[k]!.own, a.own), next: less(masks[k]!.next, a.next) };
  });
  const opened = await party.open(joinShared(masked));

  const residual = { own: new BigUint64Array(claims.length), next: new BigUint64Array(claims.length) };
  let from = 0;
  claims.forEach(({ b, c }, k) => {
    const rows = b.own.length;
    const shift = opened.subarray(from, from + rows);
    from += rows;
    for (const side of ["own", "next"] as const) {
      const product = new BigUint64Array(1);
      kernel.addProducts({ rows, words: shift }, { rows, words: b[side] }, product);
      residual[side][k] = BigInt.asUintN(64, alphas[k]! * c[side][0]! - maskProducts[side][k]! - product[0]!);
    }
  });
  if ((await party.open(residual)).some((word) => word !== 0n)) {
    throw party.stop("a product is not the product of its factors");
  }
}

const MINUS_ONE = 2n ** 64n - 1n;
