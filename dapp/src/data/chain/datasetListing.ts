import type { Hex } from "@symbolon/protocol";

/** IDatasetRegistry.Listing: what a publication writes on chain. */
export type DatasetListing = {
  readonly catalogueDigest: Hex;
  readonly schemaDigest: Hex;
  readonly licenceHash: Hex;
  readonly consentRoot: Hex;
  readonly priceWei: bigint;
  readonly rowPriceWei: bigint;
  readonly renewalBps: number;
  readonly rhoCapMicro: bigint;
  readonly rhoPerBuyerMicro: bigint;
  readonly purposesMask: number;
  readonly categoryCode: number;
  readonly lane: 0 | 1;
  readonly costs: {
    readonly holderWei: bigint;
    readonly computeWei: bigint;
    readonly evaluationWei: bigint;
    readonly accessBodyWei: bigint;
  };
};
