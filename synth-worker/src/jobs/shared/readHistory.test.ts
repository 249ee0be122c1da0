import assert from "node:assert/strict";
import { test } from "node:test";
import {
  EMPTY_JOB,
  type Hex,
  hashJob,
  hashSettlement,
  hashTerms,
  JOB_STATES,
  type JobState,
  ORDER_STATUSES,
  type OrderStatus,
} from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface, type InterfaceAbi, type Log } from "ethers";
import { logOf } from "../test-support/logOf.ts";
import { testAccount, testJob, testSettlement, testTerms, testWord } from "../test-support/testOrder.ts";
import type { Chain } from "./chain.ts";
import { readHistory } from "./readHistory.ts";
import { watchOrders } from "./watchOrders.ts";

const MARKET = testAccount(0xa);
const JOBS = testAccount(0xb);
const market = new Interface(MarketAbi as unknown as InterfaceAbi);

const inMarket = (name: string, args: readonly unknown[], blockNumber: number): Log =>
  logOf({ address: MARKET, abi: MarketAbi, name, args, blockNumber });
const inJobs = (name: string, args: readonly unknown[], blockNumber: number): Log =>
  logOf({ address: JOBS, abi: JobRegistryAbi, name, args, blockNumber });

const record = testJob();
const placed = inMarket("OrderPlaced", [7n, record.nodes[0], testWord(8), testTerms()], 40);
const claimedAt = (blockNumber: number) =>
  inJobs(
    "JobClaimed",
    [7n, record.nodes[0], record.termsHash, 50n, record.deadline, record.nodes, record.consentEpochs],
    blockNumber,
  );
const claimed = claimedAt(9000);
const word = (hash: Hex, status: number): Hex =>
  `${hash.slice(0, 64)}${status.toString(16).padStart(2, "0")}` as Hex;
const orderWord = (status: OrderStatus, hash = hashTerms(testTerms())) =>
  word(hash, ORDER_STATUSES.indexOf(status));
const jobWord = (state: JobState, hash = hashJob(record)) => word(hash, JOB_STATES.indexOf(state));
const NOTHING = testWord(0);

/** A chain that has these logs and words; `asked` are the block ranges it was asked for. */
const chainOf = (state: { logs: Log[]; market: Hex; job: Hex; head?: number }) => {
  const asked: string[] = [];
  const provider = {
    getBlockNumber: async () => state.head ?? 12_000,
    getLogs: async (filter: { fromBlock: number; toBlock: number; topics: (string | string[] | null)[] }) => {
      const { fromBlock, toBlock, topics } = filter;
      asked.push(`${fromBlock}-${toBlock}`);
      return state.logs.filter(
        (log) =>
          log.blockNumber >= fromBlock &&
          log.blockNumber <= toBlock &&
          topics.every((topic, i) => topic === null || log.topics[i] === topic),
      );
    },
  };
  const chain = {
    deployment: { startBlock: 0, contracts: { market: MARKET, jobRegistry: JOBS } },
    contracts: { market: { interface: market } },
    ask: (act: (rpc: typeof provider) => unknown) => act(provider),
    read: async (contract: "market" | "jobRegistry") => (contract === "market" ? state.market : state.job),
  } as unknown as Chain;
  return { chain, asked, state };
};

test("an order and its job are what their logs say, once these hash to the chain's words", async () => {
  const { chain } = chainOf({
    logs: [placed, claimed],
    market: orderWord("ESCROWED"),
    job: jobWord("CLAIMED"),
  });
  const { order, job } = await readHistory(chain, 7n);
  assert.deepEqual(order, { orderId: 7n, status: "ESCROWED", terms: testTerms(), settlement: null });
  assert.deepEqual(job, { state: "CLAIMED", record, claimedNodes: record.nodes, failReason: "NONE" });
});

test("an order nobody has claimed is REQUESTED; one that failed unclaimed is FAILED", async () => {
  const requested = chainOf({ logs: [placed], market: orderWord("ESCROWED"), job: NOTHING });
  const { job } = await readHistory(requested.chain, 7n);
  assert.deepEqual(job, {
    state: "REQUESTED",
    record: EMPTY_JOB,
    claimedNodes: EMPTY_JOB.nodes,
    failReason: "NONE",
  });
  const failed = inJobs("JobFailed", [7n, 5, record.nodes[0]], 41);
  const dead = chainOf({
    logs: [placed, failed],
    market: orderWord("ESCROWED"),
    job: jobWord("FAILED", NOTHING),
  });
  assert.deepEqual((await readHistory(dead.chain, 7n)).job, {
    state: "FAILED",
    record: EMPTY_JOB,
    claimedNodes: EMPTY_JOB.nodes,
    failReason: "PERMIT_DEAD",
  });
});

test("a settled order stands for its settlement", async () => {
  const settlement = testSettlement();
  const { chain } = chainOf({
    logs: [
      placed,
      claimed,
      inJobs("JobFinalised", [7n], 9001),
      inMarket("OrderSettled", [7n, settlement], 9001),
    ],
    market: orderWord("SETTLED", hashSettlement(settlement)),
    job: jobWord("FINALISED"),
  });
  const { order, job } = await readHistory(chain, 7n);
  assert.deepEqual([order.status, order.settlement, job.state], ["SETTLED", settlement, "FINALISED"]);
});

const lagging: [string, { logs: Log[]; market?: Hex; job?: Hex }][] = [
  ["the logs lack the claim that the word has", { logs: [placed] }],
  ["the word lacks the claim that the logs have", { logs: [placed, claimedAt(41)], job: NOTHING }],
  ["the word has another state", { logs: [placed, claimed], job: jobWord("MEASURED") }],
  [
    "the word stands for another job",
    { logs: [placed, claimed], job: jobWord("CLAIMED", hashJob(testJob({ claimedAt: 51n }))) },
  ],
  [
    "the word stands for other terms",
    { logs: [placed, claimed], market: orderWord("ESCROWED", testWord(99)) },
  ],
  ["the word has another status", { logs: [placed, claimed], market: orderWord("REFUNDED") }],
  ["there are no logs", { logs: [] }],
];
for (const [what, facts] of lagging) {
  test(`E6006, to be tried again, when ${what}`, async () => {
    const { chain } = chainOf({ market: orderWord("ESCROWED"), job: jobWord("CLAIMED"), ...facts });
    await assert.rejects(readHistory(chain, 7n), { code: "E6006", retryable: true });
  });
}

test("a number that was never used, and that of a renewal, is no order", async () => {
  const unused = chainOf({ logs: [], market: NOTHING, job: NOTHING });
  await assert.rejects(readHistory(unused.chain, 7n), { code: "E2004" });
  const renewal = chainOf({
    logs: [inMarket("OrderRenewed", [7n, 3n, testSettlement()], 60)],
    market: orderWord("SETTLED", hashSettlement(testSettlement())),
    job: NOTHING,
  });
  await assert.rejects(readHistory(renewal.chain, 7n), { code: "E2004" });
});

test("logs are read in bounded stretches up to where they are complete, and only again when a word changes", async () => {
  const { chain, asked, state } = chainOf({
    logs: [placed],
    market: orderWord("ESCROWED"),
    job: NOTHING,
  });
  await readHistory(chain, 7n);
  await readHistory(chain, 7n);
  assert.deepEqual(asked, ["0-4999"]);
  Object.assign(state, { logs: [placed, claimed], job: jobWord("CLAIMED") });
  assert.equal((await readHistory(chain, 7n)).job.state, "CLAIMED");
  assert.deepEqual(asked.slice(1), ["40-5039", "5040-10039"]);
});

test("an order that a reorganisation moved to an earlier block is found again", async () => {
  const { chain, state } = chainOf({ logs: [placed], market: orderWord("ESCROWED"), job: NOTHING });
  await readHistory(chain, 7n);
  const earlier = inMarket("OrderPlaced", [7n, record.nodes[0], testWord(8), testTerms()], 30);
  Object.assign(state, { logs: [earlier, claimed], job: jobWord("CLAIMED") });
  await assert.rejects(readHistory(chain, 7n), { code: "E6006" });
  assert.equal((await readHistory(chain, 7n)).job.state, "CLAIMED");
});

test("new orders come from their events, so a renewal is never taken for one", async () => {
  const renewed = inMarket("OrderRenewed", [8n, 7n, testSettlement()], 60);
  const { chain } = chainOf({ logs: [placed, renewed], market: orderWord("ESCROWED"), job: NOTHING });
  const queryFilter = async (filter: string, from: number, to: number) =>
    [placed, renewed].filter(
      (log) => log.topics[0] === filter && log.blockNumber >= from && log.blockNumber <= to,
    );
  const filters = { OrderPlaced: () => market.getEvent("OrderPlaced")!.topicHash };
  Object.assign(chain.contracts, { market: { interface: market, filters, queryFilter } });
  const next = watchOrders(chain);
  assert.deepEqual(await next(), [7n]);
  assert.deepEqual(await next(), []);
});
