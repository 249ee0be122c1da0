import type { Hex } from "../content/hex.ts";

/**
 * IMarket.Settlement: who is owed what of a settled order or renewal. `payees` are the providers in the order's order, the buyer if datasets
 * were dropped (for its refund), three nodes, evaluator, treasury; `amountsWei` (wei) add up to what was escrowed.
 */
export type Settlement = {
  readonly termsHash: Hex;
  readonly buyer: Hex;
  readonly settledAt: bigint;
  readonly payees: readonly Hex[];
  readonly amountsWei: readonly bigint[];
};
