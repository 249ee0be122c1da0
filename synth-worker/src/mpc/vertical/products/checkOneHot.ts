import { coinWords } from "../party/coinWords.ts";
import type { RingParty } from "../party/ringParty.ts";
import { addConstant } from "../ring/addConstant.ts";
import type { RingShared } from "../ring/ringShared.ts";
import type { ColumnRange, SharedColumns } from "./columnBlock.ts";
import { combineShared } from "./combineShared.ts";
import { innerProductPart } from "./innerProductPart.ts";
import { joinShared } from "./joinShared.ts";
import { REPETITIONS } from "./verifyBlocks.ts";
import { type InnerProductClaim, verifyInnerProducts } from "./verifyInnerProducts.ts";

/** The columns of one attribute and whose they are. */
export type OneHotRange = ColumnRange & { readonly holder: number };

/**
 * Stops the computation (E4020, naming the holder) unless in every row each attribute has a 1 in exactly one of its columns and a 0 in the
 * others, up to multiples of 2^24. With public random c, d per attribute, a row x is tested for <c, x> <d, x> = <c d, x>, which for all c, d
 * means x_j x_j = x_j and x_j x_k = 0, and for sum x_j = 1; rows are added up with public random weights. Soundness and why a cheating node
 * cannot put the blame on an honest holder: docs/proofs/vertical-products.md, 5. Traffic: two elements per row and attribute.
 */
export async function checkOneHot(
  party: RingParty,
  matrix: SharedColumns,
  attributes: readonly OneHotRange[],
): Promise<void> {
  const { kernel } = party;
  const { rows } = matrix;
  const coin = await party.coin();
  const holders = [...new Set(attributes.map(({ holder }) => holder))];
  const tests = holders.flatMap((holder) =>
    Array.from({ length: REPETITIONS }, (_, repetition) => ({ holder, repetition })),
  );
  const products: { a: RingShared; b: RingShared }[] = [];
  const linear: RingShared[] = [];
  for (const { holder, repetition } of tests) {
    const left: RingShared[] = [];
    const right: RingShared[] = [];
    /** Entry 0: sum of weight times <c d, x>; entry 1: sum of weight times (sum of x - 1). */
    const sums = { own: new BigUint64Array(2), next: new BigUint64Array(2) };
    attributes.forEach((attribute, index) => {
      if (attribute.holder !== holder) return;
      const { from, to } = attribute;
      const draw = (what: string, length: number) =>
        coinWords(coin, `${index} ${repetition} ${what}`, length);
      const c = draw("c", to - from);
      const d = draw("d", to - from);
      const weights = draw("rows", rows);
      const sumWeights = draw("sums", rows);
      const combine = (factors: BigUint64Array) => combineShared(kernel, { ...matrix, from }, factors);
      const first = combine(c);
      left.push({ own: weighted(first.own), next: weighted(first.next) });
      right.push(combine(d));
      const diagonal = combine(c.map((word, j) => word * d[j]!));
      const total = addConstant(party.index, combine(new BigUint64Array(to - from).fill(1n)), -1n);
      for (const side of ["own", "next"] as const) {
        addDot(weights, diagonal[side], sums[side].subarray(0, 1));
        addDot(sumWeights, total[side], sums[side].subarray(1, 2));
      }
      function weighted(x: BigUint64Array): BigUint64Array {
        const out = new BigUint64Array(rows);
        kernel.addPointwise(weights, x, out);
        return out;
      }
    });
    products.push({ a: joinShared(left), b: joinShared(right) });
    linear.push(sums);
  }
  function addDot(x: BigUint64Array, y: BigUint64Array, sum: BigUint64Array): void {
    kernel.addProducts({ rows, words: x }, { rows, words: y }, sum);
  }

  const parts = products.map(({ a, b }) => innerProductPart(kernel, a.own.length, a, b)[0]!);
  const values = await party.reshare(BigUint64Array.from(parts));
  const claims = products.map((product, k): InnerProductClaim => {
    return { ...product, c: { own: values.own.subarray(k, k + 1), next: values.next.subarray(k, k + 1) } };
  });
  await verifyInnerProducts(party, claims);

  // Only now, with the products verified, does a difference speak about the holder.
  const residual = joinShared(linear);
  for (const side of ["own", "next"] as const) {
    tests.forEach((_, k) => {
      residual[side][2 * k] = values[side][k]! - residual[side][2 * k]!;
    });
  }
  const opened = await party.open(residual);
  const bad = opened.findIndex((word) => word !== 0n);
  if (bad >= 0)
    throw party.stop(`the columns of holder ${tests[Math.floor(bad / 2)]!.holder} are not one-hot`);
}
