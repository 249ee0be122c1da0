import { account, word } from "./hexWords.ts";
import type { MadeUpEvent } from "./MadeUpEvent.ts";

/** What differs from listing to listing: digests of its documents, position in the health categories, price. */
export type ListingTerms = {
  readonly catalogueDigest: string;
  readonly schemaDigest: string;
  readonly categoryCode: bigint;
  readonly priceWei: bigint;
};

/** The events of one transaction that lists a dataset. */
export function listingEvents(
  dataset: bigint,
  provider: string,
  given: Partial<ListingTerms> = {},
): readonly MadeUpEvent[] {
  const terms = {
    catalogueDigest: word(dataset),
    schemaDigest: word(1n),
    licenceHash: word(2n),
    consentRoot: word(dataset + 7n),
    priceWei: 10n ** 18n,
    rowPriceWei: 0n,
    renewalBps: 1000n,
    rhoCapMicro: 10_000_000n,
    rhoPerBuyerMicro: 10_000_000n,
    purposesMask: 80n,
    categoryCode: dataset % 17n,
    lane: 0n,
    costs: { holderWei: 0n, computeWei: 0n, evaluationWei: 0n, accessBodyWei: 0n },
    ...given,
  };
  return [
    ["datasetRegistry", "Transfer", [account(0), provider, dataset]],
    ["consentRegistry", "ConsentRootAnchored", [dataset, terms.consentRoot]],
    ["privacyLedger", "BudgetOpened", [dataset, terms.rhoCapMicro, terms.rhoPerBuyerMicro]],
    ["datasetRegistry", "DatasetPublished", [dataset, provider, terms]],
  ];
}
