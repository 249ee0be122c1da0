import { coinWords } from "../party/coinWords.ts";
import type { RingParty } from "../party/ringParty.ts";
import { addConstant } from "../ring/addConstant.ts";
import type { RingKernel } from "../ring/ringKernel.ts";
import type { RingShared } from "../ring/ringShared.ts";
import type { ColumnRange, SharedColumns } from "./columnBlock.ts";
import { combineShared } from "./combineShared.ts";
import { innerProductPart } from "./innerProductPart.ts";
import { joinShared } from "./joinShared.ts";
import { REPETITIONS } from "./verifyBlocks.ts";
import { verifyInnerProducts } from "./verifyInnerProducts.ts";

/** All rows of one holder and the columns of each of its attributes. */
export type OneHotColumns = {
  readonly holder: number;
  readonly matrix: SharedColumns;
  readonly attributes: readonly ColumnRange[];
};

/**
 * Stops the computation (E4020, naming the holder) unless in every row each attribute has a 1 in exactly one of its columns and a 0 in
 * the others, up to multiples of 2^24. With public random c, d per attribute, a row x is tested for <c, x> <d, x> = <c d, x>, which for
 * all c, d means x_j x_j = x_j and x_j x_k = 0, and for sum x_j = 1; rows are added up with public random weights. Soundness, and why a
 * cheating node cannot put the blame on an honest holder: docs/proofs/vertical-products.md, 5. Traffic: two elements per row and
 * attribute.
 *
 * It looks at ALL rows that were handed in, not at the joined ones: else a hospital could spoil the row of one patient and read from the
 * stop whether another hospital has that patient.
 */
export async function checkOneHot(party: RingParty, inputs: readonly OneHotColumns[]): Promise<void> {
  const { kernel } = party;
  const coin = await party.coin();
  const tests = inputs
    .filter(({ matrix }) => matrix.rows > 0)
    .flatMap((input) =>
      Array.from({ length: REPETITIONS }, (_, repetition) => ({
        holder: input.holder,
        ...oneTest(party, input, (what, length) =>
          coinWords(coin, `${input.holder} ${repetition} ${what}`, length),
        ),
      })),
    );
  if (tests.length === 0) return;

  const parts = tests.map(({ a, b }) => innerProductPart(kernel, a.own.length, a, b)[0]!);
  const values = await party.reshare(BigUint64Array.from(parts));
  await verifyInnerProducts(
    party,
    tests.map(({ a, b }, k) => ({
      a,
      b,
      c: { own: values.own.subarray(k, k + 1), next: values.next.subarray(k, k + 1) },
    })),
  );

  // Only now, with the products verified, does a difference speak about the holder.
  const residual = joinShared(tests.map(({ sums }) => sums));
  for (const side of ["own", "next"] as const) {
    for (let k = 0; k < tests.length; k++) {
      residual[side][2 * k] = values[side][k]! - residual[side][2 * k]!;
    }
  }
  const opened = await party.open(residual);
  const holderOf = (at: number) => tests[Math.floor(at / 2)]!.holder;
  const sure = opened.findIndex((word) => word % 2n ** 24n !== 0n);
  if (sure >= 0) throw party.stop(`the columns of holder ${holderOf(sure)} are not one-hot`);
  // A node can have made a multiple of 2^24 and passed verifyInnerProducts with a fair chance.
  const unsure = opened.findIndex((word) => word !== 0n);
  if (unsure >= 0) {
    throw party.stop(`the columns of holder ${holderOf(unsure)} are not one-hot, or a node cheats`);
  }
}

/**
 * One test of one holder. For one-hot columns the inner product of a (weights times <c, x>) and b (<d, x>) is sums[0] (weights times <c
 * d, x>), and sums[1] (weights times sum x - 1) is 0.
 */
function oneTest(
  { kernel, index: party }: RingParty,
  { matrix, attributes }: OneHotColumns,
  draw: (what: string, length: number) => BigUint64Array,
): { a: RingShared; b: RingShared; sums: RingShared } {
  const { rows } = matrix;
  const a: RingShared[] = [];
  const b: RingShared[] = [];
  const sums = { own: new BigUint64Array(2), next: new BigUint64Array(2) };
  attributes.forEach(({ from, to }, index) => {
    const c = draw(`${index} c`, to - from);
    const d = draw(`${index} d`, to - from);
    const weights = draw(`${index} rows`, rows);
    const sumWeights = draw(`${index} sums`, rows);
    const combine = (factors: BigUint64Array) => combineShared(kernel, { ...matrix, from }, factors);
    const first = combine(c);
    a.push({ own: pointwise(kernel, weights, first.own), next: pointwise(kernel, weights, first.next) });
    b.push(combine(d));
    const diagonal = combine(c.map((word, j) => word * d[j]!));
    const excess = addConstant(party, combine(new BigUint64Array(to - from).fill(1n)), -1n);
    for (const side of ["own", "next"] as const) {
      kernel.addProducts(
        { rows, words: weights },
        { rows, words: diagonal[side] },
        sums[side].subarray(0, 1),
      );
      kernel.addProducts(
        { rows, words: sumWeights },
        { rows, words: excess[side] },
        sums[side].subarray(1, 2),
      );
    }
  });
  return { a: joinShared(a), b: joinShared(b), sums };
}

function pointwise(kernel: RingKernel, x: BigUint64Array, y: BigUint64Array): BigUint64Array {
  const out = new BigUint64Array(x.length);
  kernel.addPointwise(x, y, out);
  return out;
}
