import {
  EMPTY_JOB,
  type Hex,
  hashTerms,
  type JobRecord,
  type OrderTerms,
  type Settlement,
} from "@symbolon/protocol";

/** A distinct test address or word. */
export const testAccount = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
export const testWord = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;

/** Terms of an order of two datasets; `change` alters them. */
export const testTerms = (change: Partial<OrderTerms> = {}): OrderTerms => ({
  buyer: testAccount(1),
  rhoMicro: 1000n,
  rows: 10n,
  purpose: 16n,
  accessSeconds: 3600n,
  deadline: 1_000_000n,
  permitVersion: 0n,
  permitId: 0n,
  specDigest: testWord(5),
  buyerKey: testWord(6),
  totalWei: 100n,
  workersWei: 12n,
  evaluatorWei: 5n,
  treasuryWei: 3n,
  renewalWei: 10n,
  treasury: testAccount(9),
  datasetIds: [1n, 2n],
  versions: [1n, 1n],
  pricesWei: [60n, 40n],
  providers: [testAccount(2), testAccount(3)],
  ...change,
});

/** A claimed job of {@link testTerms}; `change` alters it. */
export const testJob = (change: Partial<JobRecord> = {}): JobRecord => ({
  ...EMPTY_JOB,
  termsHash: hashTerms(testTerms()),
  claimedAt: 50n,
  deadline: 1_000_000n,
  nodes: [testAccount(11), testAccount(12), testAccount(13)],
  consentEpochs: [0n, 0n],
  ...change,
});

/** A settlement of {@link testTerms} in which account 12 is node and evaluator. */
export const testSettlement = (change: Partial<Settlement> = {}): Settlement => ({
  termsHash: hashTerms(testTerms()),
  buyer: testAccount(1),
  settledAt: 1000n,
  payees: [2, 3, 11, 12, 13, 12, 9].map(testAccount),
  amountsWei: [48n, 32n, 4n, 4n, 4n, 5n, 3n],
  ...change,
});
