import { coinWords } from "../party/coinWords.ts";
import type { RingParty } from "../party/ringParty.ts";
import type { RingShared } from "../ring/ringShared.ts";
import { type ColumnBlock, type ColumnRange, cellsOfBlock, type SharedColumns } from "./columnBlock.ts";
import { combineShared } from "./combineShared.ts";
import { type InnerProductClaim, verifyInnerProducts } from "./verifyInnerProducts.ts";

/** How often every random check is made, independently: once leaves 2^-30, twice 2^-60 (docs/proofs/vertical-products.md, 4). */
export const REPETITIONS = 2;

/**
 * Stops the computation (E4020) unless `products` are those of multiplyBlocks, up to multiples of 2^24 (which openTables drops). For Z =
 * X'Y and public random u, v: u'Z v = <X u, Y v> (Freivalds 1977, from both sides), so that each block comes down to one inner product
 * of vectors of `rows` entries. No product of the blocks is computed again.
 */
export async function verifyBlocks(
  party: RingParty,
  matrix: SharedColumns,
  blocks: readonly ColumnBlock[],
  products: RingShared,
): Promise<void> {
  const coin = await party.coin();
  const claims: InnerProductClaim[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    let at = 0;
    blocks.forEach((block, index) => {
      const label = (side: string) => `block ${repetition} ${index} ${side}`;
      const width = ({ from, to }: ColumnRange) => to - from;
      const u = coinWords(coin, label("left"), width(block.left));
      const v = coinWords(coin, label("right"), width(block.right));
      const weights = new BigUint64Array(cellsOfBlock(block));
      u.forEach((left, j) => {
        v.forEach((right, k) => {
          weights[j * v.length + k] = left * right;
        });
      });
      const cells = (words: BigUint64Array) => words.subarray(at, at + weights.length);
      claims.push({
        a: combineShared(party.kernel, { ...matrix, from: block.left.from }, u),
        b: combineShared(party.kernel, { ...matrix, from: block.right.from }, v),
        c: combineShared(
          party.kernel,
          { rows: 1, shared: { own: cells(products.own), next: cells(products.next) }, from: 0 },
          weights,
        ),
      });
      at += weights.length;
    });
  }
  await verifyInnerProducts(party, claims);
}
