import type { Hex } from "../content/hex.ts";

/**
 * IMarket.Terms: what was sold, fixed at the order. The chain keeps only its hash, so it is handed back in with every act. Field names and
 * order are the contract's; whole numbers are bigint; amounts are payment-token wei, budgets micro-rho, times unix seconds.
 */
export type OrderTerms = {
  readonly buyer: Hex;
  readonly rhoMicro: bigint;
  readonly rows: bigint;
  readonly purpose: bigint;
  readonly accessSeconds: bigint;
  readonly deadline: bigint;
  readonly permitVersion: bigint;
  readonly permitId: bigint;
  readonly specDigest: Hex;
  readonly buyerKey: Hex;
  readonly totalWei: bigint;
  readonly workersWei: bigint;
  readonly evaluatorWei: bigint;
  readonly treasuryWei: bigint;
  readonly renewalWei: bigint;
  readonly treasury: Hex;
  readonly datasetIds: readonly bigint[];
  readonly versions: readonly bigint[];
  readonly pricesWei: readonly bigint[];
  readonly providers: readonly Hex[];
};
