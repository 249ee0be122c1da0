import type { SyntheticEvent } from "./SyntheticChain.ts";
import { datasetPublished, jobClaimed, NO_COSTS, orderTerms } from "./sampleEvents.ts";

/** Seeded 32-bit generator (mulberry32), so that a failing history can be played again. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const account = (n: number) => `0x${n.toString(16).padStart(40, "c")}`;
const word = (n: number) => `0x${n.toString(16).padStart(64, "e")}`;

/**
 * Transactions of one block over a handful of datasets, orders and accounts, so that entities are made, changed and
 * touched before they exist. Events need not follow the contracts' rules: any history must index the same way twice.
 */
export function randomTransactions(random: (below: number) => number): SyntheticEvent[][] {
  const count = Math.max(0, random(6) - 1);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random(2) }, () => randomEvent(random)),
  );
}

function randomEvent(random: (below: number) => number): SyntheticEvent {
  const dataset = BigInt(1 + random(3));
  const order = BigInt(1 + random(3));
  const permit = BigInt(1 + random(2));
  const epoch = BigInt(1 + random(2));
  const amount = BigInt(1 + random(1000));
  const version = BigInt(1 + random(3));
  const who = account(random(4));
  const nodes = [who, account(7), account(8)];
  const terms = orderTerms([dataset], {
    totalWei: amount,
    permitId: permit - 1n,
    permitVersion: permit - 1n,
  });
  const paid = {
    termsHash: word(4),
    buyer: who,
    settledAt: amount,
    payees: [who, ...nodes, account(9), account(0)],
    amountsWei: [amount, 1n, 1n, 1n, amount, 2n],
  };
  const costs = { ...NO_COSTS, holderWei: amount };
  const newVersion = {
    catalogueDigest: word(11),
    schemaDigest: word(2),
    licenceHash: word(3),
    consentRoot: word(5),
    addedRhoMicro: amount,
    costs,
  };
  const decision = {
    holder: who,
    applicationHash: word(7),
    decisionHash: word(8),
    purposesMask: amount,
    criteriaMask: 255n,
    optOutException: random(2) === 0,
    validFrom: amount,
    validUntil: amount * 2n,
    datasetIds: [dataset, dataset + 1n],
  };
  const makers: readonly SyntheticEvent[] = [
    datasetPublished(dataset, { priceWei: amount, lane: BigInt(random(2)), costs }),
    ["privacyLedger", "BudgetOpened", [dataset, 1_000_000n, 1_000_000n]],
    ["permitRegistry", "PermitIssued", [permit, account(9), who, decision]],
    ["market", "OrderPlaced", [order, who, word(6), { ...terms, buyer: who }]],
    ["market", "OrderSettled", [order, paid]],
    ["market", "OrderRenewed", [order + 10n, order, paid]],
    ["disputes", "DisputeOpened", [order, who, word(12), amount, amount]],
    ["rewards", "EpochProposed", [epoch, word(14), word(15), amount, 1n, 2n]],
    ["accessToken", "AccessGranted", [order, who, 4n, 1_850_000_000n]],
    ["workerRegistry", "WorkerRegistered", [who, 1n, word(6), "http://127.0.0.1:1", amount]],
  ];
  const changes: readonly SyntheticEvent[] = [
    ["datasetRegistry", "DatasetVersionPublished", [dataset, version, newVersion]],
    ["datasetRegistry", "DatasetTermsChanged", [dataset, amount, 1n, 500n, 7n]],
    ["datasetRegistry", "Transfer", [account(0), who, dataset]],
    ["privacyLedger", "BudgetToppedUp", [dataset, version, amount, 1_000_000n + amount]],
    ["privacyLedger", "BudgetReserved", [dataset, order, amount]],
    ["privacyLedger", "BudgetCharged", [dataset, order, amount]],
    ["consentRegistry", "ConsentRootAnchored", [dataset, word(random(5))]],
    ["consentRegistry", "ConsentGranted", [dataset, who]],
    ["consentRegistry", "ConsentAdmitted", [dataset, who]],
    ["consentRegistry", "ConsentKeyWithdrawn", [dataset, who, BigInt(random(3))]],
    ["consentRegistry", "ConsentsWithdrawn", [dataset, [word(1), word(2)], word(3), word(4), amount]],
    ["consentRegistry", "ConsentBasisSuspended", [dataset, random(2) === 0]],
    ["consentRegistry", "OptOutRootAnchored", [dataset, version, word(random(5))]],
    ["permitRegistry", "PermitAmended", [permit, version, word(9), amount, [dataset]]],
    ["permitRegistry", "PermitFindingNotified", [permit, word(10), amount]],
    ["permitRegistry", "PermitFindingAnswered", [permit, word(10)]],
    ["permitRegistry", "PermitRevoked", [permit, word(10)]],
    ["permitRegistry", "HolderExcluded", [permit, who, word(10), amount]],
    ["market", "OrderReleased", [order + BigInt(random(2) * 10)]],
    ["market", "OrderDisputed", [order + BigInt(random(2) * 10)]],
    ["market", "OrderRefunded", [order + BigInt(random(2) * 10), who, amount]],
    ["market", "PayoutClaimed", [order + BigInt(random(2) * 10), BigInt(random(6)), who, amount]],
    ["market", "OfferMatched", [word(20 + random(2)), order, dataset, version]],
    ["market", "OfferCancelled", [word(20 + random(2)), dataset]],
    jobClaimed(order, [amount], nodes),
    ["jobRegistry", "JobNodeReplaced", [order, BigInt(random(4)), who, account(random(4))]],
    ["jobRegistry", "JobMeasured", [order, word(16), BigInt(random(4))]],
    ["jobRegistry", "JobCommitted", [order, [word(1), word(2), word(3)]]],
    ["jobRegistry", "JobFinalised", [order]],
    ["jobRegistry", "JobFailed", [order, 2n, who]],
    ["disputes", "DisputeVoted", [order, who, random(2) === 0, word(13)]],
    ["disputes", "DisputeResolved", [order, BigInt(2 + random(3))]],
    ["disputes", "BondWithdrawn", [who, amount]],
    ["disputes", "EquivocationProven", [order, who, account(9), amount]],
    ["market", "FeesChanged", [[1n, 2n, 3n], who]],
    ["jobRegistry", "ThresholdsChanged", [1n + BigInt(random(2)), [1n, 2n, amount]]],
    ["rewards", "IncentiveClaimed", [epoch, BigInt(random(3)), who, amount]],
    ["rewards", "EpochSwept", [epoch, amount]],
    ["accessToken", "AccessExtended", [order, 1_850_000_000n + amount]],
    ["accessToken", "AccessRevoked", [order, who]],
    ["workerRegistry", "WorkerSlashed", [who, order, amount, account(9)]],
    ["workerRegistry", "WorkerLeft", [who, amount]],
  ];
  // As many that make something as that change it, else most of a history would be passed over.
  const events = random(2) === 0 ? makers : changes;
  return events[random(events.length)]!;
}
