import type { OrderTerms } from "@symbolon/protocol";

/**
 * What each payee of an order is owed, in the order of IMarket.Settlement: providers, three nodes, evaluator, treasury; wei. The same
 * arithmetic as market/FeeSplit.sol: inside a group, payee i gets floor(pool * w(0..i) / w) - floor(pool * w(0..i-1) / w).
 */
export function splitOf(terms: OrderTerms): bigint[] {
  const { totalWei, workersWei, evaluatorWei, treasuryWei, pricesWei } = terms;
  if (totalWei === 0n) return pricesWei.map(() => 0n).concat(Array(5).fill(0n));
  const providersWei = totalWei - workersWei - evaluatorWei - treasuryWei;
  return [...shares(providersWei, pricesWei), ...shares(workersWei, [1n, 1n, 1n]), evaluatorWei, treasuryWei];
}

function shares(poolWei: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  let from = 0n;
  return weights.map((weight) => {
    const to = from + weight;
    const share = whole === 0n ? 0n : (poolWei * to) / whole - (poolWei * from) / whole;
    from = to;
    return share;
  });
}
