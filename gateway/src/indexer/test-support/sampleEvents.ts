import type { SyntheticEvent } from "./SyntheticChain.ts";

const account = (digits: string) => `0x${digits.repeat(20)}`;
const word = (digits: string) => `0x${digits.repeat(32)}`;

/** Who takes part in the sample events. */
export const PARTIES = {
  provider: account("b1"),
  buyer: account("b2"),
  nodes: [account("c1"), account("c2"), account("c3")],
  evaluator: account("c4"),
  treasury: account("d1"),
  accessBody: account("d2"),
} as const;

/** Cost lines of the commercial lane. */
export const NO_COSTS = { holderWei: 0n, computeWei: 0n, evaluationWei: 0n, accessBodyWei: 0n };

/** DatasetPublished; `listing` names what differs from a commercial listing of one token. */
export function datasetPublished(id: bigint, listing: Record<string, unknown> = {}): SyntheticEvent {
  return [
    "datasetRegistry",
    "DatasetPublished",
    [
      id,
      PARTIES.provider,
      {
        catalogueDigest: word("11"),
        schemaDigest: word("22"),
        licenceHash: word("33"),
        consentRoot: word("44"),
        priceWei: 10n ** 18n,
        rowPriceWei: 7n,
        renewalBps: 1000n,
        rhoCapMicro: 4_000_000n,
        rhoPerBuyerMicro: 0n,
        purposesMask: 5n,
        categoryCode: 17n,
        lane: 0n,
        costs: NO_COSTS,
        ...listing,
      },
    ],
  ];
}

/** IMarket.Terms over the given datasets; `overrides` names what a test changes. */
export function orderTerms(datasets: readonly bigint[], overrides: Record<string, unknown> = {}) {
  return {
    buyer: PARTIES.buyer,
    rhoMicro: 30_000n,
    rows: 3000n,
    purpose: 4n,
    accessSeconds: 2_592_000n,
    deadline: 1_900_000_000n,
    permitVersion: 0n,
    permitId: 0n,
    specDigest: word("55"),
    buyerKey: word("66"),
    totalWei: 3n * 10n ** 18n,
    workersWei: 5n * 10n ** 17n,
    evaluatorWei: 4n * 10n ** 17n,
    treasuryWei: 10n ** 17n,
    renewalWei: 3n * 10n ** 17n,
    treasury: PARTIES.treasury,
    datasetIds: [...datasets],
    versions: datasets.map((_, i) => BigInt(i + 1)),
    pricesWei: datasets.map(() => 10n ** 18n),
    providers: datasets.map(() => PARTIES.provider),
    ...overrides,
  };
}

/** OrderPlaced on {@link orderTerms}. */
export function orderPlaced(
  id: bigint,
  datasets: readonly bigint[],
  overrides: Record<string, unknown> = {},
): SyntheticEvent {
  const terms = orderTerms(datasets, overrides);
  return ["market", "OrderPlaced", [id, terms.buyer, word("77"), terms]];
}

/** IMarket.Settlement of two datasets; `amountsWei` are two providers', three nodes', evaluator's, treasury's. */
export function settlement(amountsWei: readonly bigint[], overrides: Record<string, unknown> = {}) {
  const { provider, buyer, nodes, evaluator, treasury } = PARTIES;
  return {
    termsHash: word("88"),
    buyer,
    settledAt: 1_800_000_007n,
    payees: [provider, provider, ...nodes, evaluator, treasury],
    amountsWei: [...amountsWei],
    ...overrides,
  };
}

/** JobClaimed by the three nodes, the first of them in the lead. */
export function jobClaimed(
  id: bigint,
  consentEpochs: readonly bigint[],
  nodes: readonly string[] = PARTIES.nodes,
): SyntheticEvent {
  const values = [id, nodes[0], word("99"), 1_800_000_003n, 1_900_000_000n, [...nodes], [...consentEpochs]];
  return ["jobRegistry", "JobClaimed", values];
}

/** PermitIssued to the sample buyer, for dataset 1. */
export function permitIssued(id: bigint): SyntheticEvent {
  const { accessBody, buyer } = PARTIES;
  const decision = {
    holder: buyer,
    applicationHash: word("a1"),
    decisionHash: word("a2"),
    purposesMask: 255n,
    criteriaMask: 255n,
    optOutException: false,
    validFrom: 1n,
    validUntil: 2_000_000_000n,
    datasetIds: [1n],
  };
  return ["permitRegistry", "PermitIssued", [id, accessBody, buyer, decision]];
}
