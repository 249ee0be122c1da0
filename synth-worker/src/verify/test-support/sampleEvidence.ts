import {
  canonicalJson,
  type Deployment,
  digestOfDocument,
  foldJob,
  foldOrder,
  type Hex,
  hashJob,
  hashSettlement,
  hashTerms,
  JOB_STATES,
  type JobReport,
  ORDER_STATUSES,
  type OrderTerms,
  resultCommit,
  type Settlement,
} from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { Interface } from "ethers";
import type { Evidence, Log } from "../evidence.ts";

const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
const account = (byte: string): Hex => `0x${byte.repeat(20)}`;
const contracts: Record<string, Interface> = {
  market: new Interface(MarketAbi),
  jobRegistry: new Interface(JobRegistryAbi),
  accessToken: new Interface(AccessTokenAbi),
  datasetRegistry: new Interface(DatasetRegistryAbi),
  consentRegistry: new Interface(ConsentRegistryAbi),
  permitRegistry: new Interface(PermitRegistryAbi),
  privacyLedger: new Interface(PrivacyLedgerAbi),
};

/** One event of the sample; each is a transaction and a block of its own unless `block` says which block it is in. */
export type SampleEvent = {
  readonly contract: string;
  readonly name: string;
  readonly values: readonly unknown[];
  readonly block?: number;
};

const names = [
  "accessManager",
  "token",
  "datasetRegistry",
  "consentRegistry",
  "permitRegistry",
  "privacyLedger",
];
const more = ["market", "accessToken", "workerRegistry", "jobRegistry", "disputes", "rewards"];
const deployment = {
  chainId: 31337,
  startBlock: 1,
  contracts: Object.fromEntries([...names, ...more].map((name, i) => [name, account(`${10 + i}`)])),
} as unknown as Deployment;

/** Order 7 over dataset 1: who took part, and the report they agreed on. */
export const SAMPLE = {
  orderId: 7n,
  buyer: account("b1"),
  provider: account("a1"),
  nodes: [account("c1"), account("c2"), account("c3")] as const,
  evaluator: account("e1"),
  treasury: account("d1"),
  accessBody: account("d2"),
  report: { manifestDigest: word("01"), outputHash: word("02"), modelDigest: word("03") } as JobReport,
  salts: [word("51"), word("52"), word("53")] as const,
  fees: { treasuryBps: 250n, workerBps: 1500n, evaluatorBps: 250n },
  thresholds: { tvd1Bps: 1800n, tvd2Bps: 2800n, membershipAucBps: 6000n },
};

/** The certificate document of the sample, as far as its figures go. */
export const sampleCertificate = {
  format: "symbolon-certificate/2",
  releaseClass: "private",
  chainId: 31337,
  orderId: "7",
  ...SAMPLE.report,
  evaluator: SAMPLE.evaluator,
  privacy: { epsilon: 1, delta: 1e-6, rhoMicro: "24355", unit: "patient", neighbours: "add/remove" },
  answers: [],
  dataFree: { meanTvd1: 0.02, meanTvd2: 0.04, expectedTvd1: 0.02, expectedTvd2: 0.05 },
  bound: { auc: 0.5802, tprAt1PercentFpr: 0.0192 },
  summary: {
    meanTvd1: 0.0567,
    meanTvd2: 0.1101,
    noiseTvd1: 0.004,
    noiseTvd2: 0.004,
    expectedTvd1: 0.05,
    expectedTvd2: 0.1,
    membershipAuc: { value: 0.5, low: 0.48, high: 0.5203 },
  },
  thresholds: { maxMeanTvd1: 0.18, maxMeanTvd2: 0.28, maxMiaAuc: 0.6 },
  passed: true,
  reasons: [],
} as const;

const costs = { holderWei: 50n, computeWei: 30n, evaluationWei: 15n, accessBodyWei: 5n };
const noCosts = { holderWei: 0n, computeWei: 0n, evaluationWei: 0n, accessBodyWei: 0n };

/** Events of a delivered order, by name; in the EHDS lane under permit 3. Change what a test is about before making evidence of them. */
export function sampleEvents(lane: "COMMERCIAL" | "EHDS" = "COMMERCIAL"): SampleEvent[] {
  const isEhds = lane === "EHDS";
  const { orderId, buyer, provider, nodes, evaluator, treasury, accessBody, report, salts } = SAMPLE;
  const terms: OrderTerms = {
    buyer,
    rhoMicro: 24355n,
    rows: 3000n,
    purpose: 16n,
    accessSeconds: 86_400n,
    deadline: 90_000n,
    permitVersion: isEhds ? 1n : 0n,
    permitId: isEhds ? 3n : 0n,
    specDigest: word("04"),
    buyerKey: word("05"),
    totalWei: 100n,
    workersWei: isEhds ? 30n : 15n,
    evaluatorWei: isEhds ? 15n : 2n,
    treasuryWei: isEhds ? 5n : 2n,
    renewalWei: 25n,
    treasury: isEhds ? accessBody : treasury,
    datasetIds: [1n],
    versions: [1n],
    pricesWei: [isEhds ? 50n : 100n],
    providers: [provider],
  };
  const settlement: Settlement = {
    termsHash: hashTerms(terms),
    buyer,
    settledAt: 5000n,
    payees: [provider, ...nodes, evaluator, terms.treasury],
    amountsWei: isEhds ? [50n, 10n, 10n, 10n, 15n, 5n] : [81n, 5n, 5n, 5n, 2n, 2n],
  };
  const listing = {
    catalogueDigest: word("06"),
    schemaDigest: word("07"),
    licenceHash: word("08"),
    consentRoot: isEhds ? word("00") : word("09"),
    priceWei: 100n,
    rowPriceWei: 0n,
    renewalBps: 2500n,
    rhoCapMicro: 500_000n,
    rhoPerBuyerMicro: 0n,
    purposesMask: 0xf0n,
    categoryCode: 11n,
    lane: isEhds ? 1n : 0n,
    costs: isEhds ? costs : noCosts,
  };
  const decision = {
    holder: buyer,
    applicationHash: word("31"),
    decisionHash: word("32"),
    purposesMask: 16n,
    criteriaMask: 255n,
    optOutException: false,
    validFrom: 1000n,
    validUntil: 9000n,
    datasetIds: [1n],
  };
  const commits = nodes.map((node, i) => resultCommit(orderId, node, report, salts[i]!));
  const figures = {
    certificateDigest: digestOfDocument(sampleCertificate),
    passed: true,
    releaseClass: 1n,
    tvd1Bps: 567n,
    tvd2Bps: 1101n,
    membershipAucBps: 5203n,
  };
  const at = (contract: string) => (name: string, values: readonly unknown[], block?: number) =>
    block === undefined ? { contract, name, values } : { contract, name, values, block };
  const [market, jobs, ledger] = [at("market"), at("jobRegistry"), at("privacyLedger")];
  const [consents, permits] = [at("consentRegistry"), at("permitRegistry")];
  return [
    market("FeesChanged", [SAMPLE.fees, treasury]),
    jobs("ThresholdsChanged", [1n, SAMPLE.thresholds]),
    at("datasetRegistry")("DatasetPublished", [1n, provider, listing]),
    ledger("BudgetOpened", [1n, 500_000n, 500_000n]),
    ...(isEhds
      ? [
          consents("OptOutRootAnchored", [1n, 1n, word("41")]),
          permits("PermitIssued", [3n, accessBody, buyer, decision]),
        ]
      : [consents("ConsentRootAnchored", [1n, word("09")])]),
    market("OrderPlaced", [orderId, buyer, word("77"), terms]),
    ledger("BudgetReserved", [1n, orderId, 24355n]),
    jobs("JobClaimed", [orderId, nodes[0], hashTerms(terms), 4000n, 90_000n, nodes, [isEhds ? 1n : 0n]]),
    jobs("JobMeasured", [orderId, word("21"), 0n], 100),
    ledger("BudgetCharged", [1n, orderId, 24355n], 100),
    jobs("JobCommitted", [orderId, commits], 101),
    jobs("JobReported", [orderId, report], 102),
    jobs("JobCertified", [orderId, evaluator, figures, true], 103),
    jobs("JobFinalised", [orderId], 104),
    market("OrderSettled", [orderId, settlement], 104),
    at("accessToken")("AccessGranted", [orderId, buyer, 16n, 91_400n], 104),
  ];
}

/** The events with those named `name` changed by `change`, or left out where it returns null. */
export function changed(
  events: readonly SampleEvent[],
  name: string,
  change: (values: readonly unknown[]) => readonly unknown[] | null,
): SampleEvent[] {
  return events.flatMap((event) => {
    if (event.name !== name) return [event];
    const values = change(event.values);
    return values === null ? [] : [{ ...event, values }];
  });
}

/** Evidence with these events, the records that contracts would keep of them, and the call that carried the report. */
export function sampleEvidence(events: readonly SampleEvent[]): Evidence {
  const { orderId, report, salts } = SAMPLE;
  const logs = events.map((event, i): Log => {
    const block = event.block ?? i + 1;
    const { topics, data } = contracts[event.contract]!.encodeEventLog(event.name, [...event.values]);
    return {
      address: deployment.contracts[event.contract as keyof Deployment["contracts"]],
      topics: topics as Hex[],
      data: data as Hex,
      blockNumber: block,
      blockHash: word("99"),
      transactionHash: `0x${block.toString(16).padStart(64, "0")}`,
      index: i,
    };
  });
  const order = foldOrder(orderId, logs);
  const job = foldJob(orderId, logs);
  const settlement = order?.settlement ?? null;
  const orderHash = settlement === null ? hashTerms(order!.terms) : hashSettlement(settlement);
  const reported = logs.find((_, i) => events[i]!.name === "JobReported");
  const signatures = ["0x11", "0x12", "0x13"];
  const call = contracts.jobRegistry!.encodeFunctionData("report", [
    orderId,
    job.record,
    report,
    salts,
    signatures,
  ]);
  return {
    format: "symbolon-evidence/2",
    deployment,
    orderId: orderId.toString(),
    blockNumber: 200,
    logs,
    records: {
      order: packed(orderHash, ORDER_STATUSES.indexOf(order!.status)),
      job: packed(hashJob(job.record), JOB_STATES.indexOf(job.state)),
    },
    callData: reported === undefined ? {} : { [reported.transactionHash]: call as Hex },
    documents: { [digestOfDocument(sampleCertificate)]: canonicalJson(sampleCertificate) },
  };
}

/** Status in the low 8 bits, above them the upper 248 bits of the hash, as storage/HashedRecord.sol packs it. */
function packed(hash: Hex, status: number): Hex {
  return `${hash.slice(0, 64)}${status.toString(16).padStart(2, "0")}` as Hex;
}
