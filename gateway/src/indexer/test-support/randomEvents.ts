import type { SyntheticEvent } from "./SyntheticChain.ts";

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
  const count = Math.max(0, random(4) - 1);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random(2) }, () => randomEvent(random)),
  );
}

function randomEvent(random: (below: number) => number): SyntheticEvent {
  const dataset = BigInt(1 + random(4));
  const order = BigInt(1 + random(6));
  const amount = BigInt(1 + random(1000));
  const who = account(random(4));
  const events: readonly SyntheticEvent[] = [
    [
      "datasetRegistry",
      "DatasetPublished",
      [dataset, who, word(1), word(2), word(3), amount, 100n, 5n, 1n, 0n],
    ],
    ["datasetRegistry", "DatasetTermsChanged", [dataset, amount, 7n, 2n]],
    ["datasetRegistry", "Transfer", [account(0), who, dataset]],
    ["privacyLedger", "BudgetOpened", [dataset, 1_000_000n]],
    ["privacyLedger", "BudgetReserved", [dataset, order, amount]],
    ["privacyLedger", "BudgetCharged", [dataset, order, amount]],
    ["consentRegistry", "ConsentRootAnchored", [dataset, word(random(5))]],
    [
      "market",
      "OrderPlaced",
      [order, who, word(4), word(5), [dataset], [amount], amount, amount, 4n, 10n, 1_900_000_000n],
    ],
    ["market", "OrderSettled", [order, amount]],
    ["market", "OrderRefunded", [order, who, amount]],
    ["jobRegistry", "JobRequested", [order]],
    ["jobRegistry", "JobClaimed", [order, who, [who, account(7), account(8)], [amount]]],
    ["jobRegistry", "JobFinalised", [order, 1_850_000_000n]],
    ["jobRegistry", "JobFailed", [order, 2n, who]],
    ["rewards", "RewardCredited", [order, who, 1n, amount]],
    ["rewards", "RewardWithdrawn", [who, who, amount]],
    ["accessToken", "AccessGranted", [order, who, 4n, 1_850_000_000n]],
    ["accessToken", "AccessRevoked", [order, who]],
    ["workerRegistry", "WorkerRegistered", [who, 1n, word(6), "http://127.0.0.1:1", amount]],
    ["workerRegistry", "WorkerLeft", [who, amount]],
  ];
  return events[random(events.length)]!;
}
