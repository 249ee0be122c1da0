import type { OrderTerms } from "@symbolon/protocol";

/**
 * What each payee of an order is owed, in the order of IMarket.Settlement: providers, the buyer if datasets were dropped (bit i of
 * `droppedMask`: the i-th of the terms), three nodes, evaluator, treasury; wei. The same arithmetic as market/FeeSplit.sol: inside a
 * group, payee i gets floor(pool * w(0..i) / w) - floor(pool * w(0..i-1) / w). A dropped dataset's price goes back to the buyer; in
 * the commercial lane the others' shares shrink with it, in the EHDS lane (a permit) they are the cost of work that was done.
 */
export function splitOf(terms: OrderTerms, droppedMask = 0n): bigint[] {
  const { totalWei, workersWei, evaluatorWei, treasuryWei, permitId } = terms;
  const isIn = (i: number) => ((droppedMask >> BigInt(i)) & 1n) === 0n;
  const weights = terms.pricesWei.map((price, i) => (isIn(i) ? price : 0n));
  const refundWei = sum(terms.pricesWei) - sum(weights);
  const refund = droppedMask === 0n ? [] : [refundWei];
  if (totalWei === 0n) return [...weights.map(() => 0n), ...refund, ...Array<bigint>(5).fill(0n)];
  const keptWei = droppedMask === 0n ? totalWei : totalWei - refundWei;
  const ofWei = permitId === 0n ? keptWei : totalWei;
  const [workers, evaluator, treasury] = [workersWei, evaluatorWei, treasuryWei].map(
    (wei) => (wei * ofWei) / totalWei,
  ) as [bigint, bigint, bigint];
  return [
    ...shares(keptWei - workers - evaluator - treasury, weights),
    ...refund,
    ...shares(workers, [1n, 1n, 1n]),
    evaluator,
    treasury,
  ];
}

function shares(poolWei: bigint, weights: readonly bigint[]): bigint[] {
  const whole = sum(weights);
  let from = 0n;
  return weights.map((weight) => {
    const to = from + weight;
    const share = whole === 0n ? 0n : (poolWei * to) / whole - (poolWei * from) / whole;
    from = to;
    return share;
  });
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
