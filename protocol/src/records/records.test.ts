import assert from "node:assert/strict";
import { test } from "node:test";
import { AbiCoder, Interface, type InterfaceAbi, id, keccak256, toBeHex } from "ethers";
import { JobRegistryAbi } from "../generated/abi/JobRegistry.ts";
import { MarketAbi } from "../generated/abi/Market.ts";
import type { ChainLog } from "./chainLog.ts";
import { foldJob } from "./foldJob.ts";
import { foldOrder, orderTopics } from "./foldOrder.ts";
import { EMPTY_JOB, type JobRecord } from "./jobRecord.ts";
import type { OrderTerms } from "./orderTerms.ts";
import {
  hashJob,
  hashOrder,
  hashSettlement,
  hashTerms,
  recordMatches,
  recordStatus,
} from "./recordHashes.ts";
import { resultCommit } from "./resultCommit.ts";
import type { Settlement } from "./settlement.ts";

const market = new Interface(MarketAbi as unknown as InterfaceAbi);
const jobs = new Interface(JobRegistryAbi as unknown as InterfaceAbi);
const account = (byte: string) => `0x${byte.repeat(20)}` as const;
const hash = (text: string) => id(text) as `0x${string}`;

const terms: OrderTerms = {
  buyer: account("b1"),
  rhoMicro: 40_000n,
  rows: 3_000n,
  purpose: 16n,
  accessSeconds: 2_592_000n,
  deadline: 1_800_086_400n,
  permitVersion: 0n,
  permitId: 0n,
  specDigest: hash("spec"),
  buyerKey: hash("key"),
  totalWei: 160n,
  workersWei: 24n,
  evaluatorWei: 4n,
  treasuryWei: 4n,
  renewalWei: 16n,
  treasury: account("77"),
  datasetIds: [1n, 2n],
  versions: [1n, 3n],
  pricesWei: [100n, 60n],
  providers: [account("a1"), account("a2")],
};
const settlement: Settlement = {
  termsHash: hashTerms(terms),
  buyer: terms.buyer,
  settledAt: 1_800_000_100n,
  payees: ["a1", "a2", "11", "12", "13", "ee", "77"].map(account),
  amountsWei: [80n, 48n, 8n, 8n, 8n, 4n, 4n],
};
const nodes = [account("11"), account("12"), account("13")] as const;
const report = { manifestDigest: hash("m"), outputHash: hash("o"), modelDigest: hash("d") };
const certificate = {
  certificateDigest: hash("c"),
  passed: true,
  releaseClass: 1n,
  tvd1Bps: 1_300n,
  tvd2Bps: 2_000n,
  membershipAucBps: 5_300n,
};

function log(abi: Interface, name: string, args: readonly unknown[]): ChainLog {
  const { data, topics } = abi.encodeEventLog(name, [...args]);
  return { address: account("cc"), data, topics };
}
const placed = log(market, "OrderPlaced", [7n, terms.buyer, hash("client"), terms]);
const claimed = (lead: string, claimedAt: bigint) =>
  log(jobs, "JobClaimed", [7n, lead, hashTerms(terms), claimedAt, terms.deadline, nodes, [0n, 5n]]);
const commits = [hash("1"), hash("2"), hash("3")] as const;

test("an order is rebuilt from its logs with exactly the terms that were logged", () => {
  const logs = [placed, log(market, "OrderSettled", [7n, settlement]), log(market, "OrderReleased", [7n])];
  const order = foldOrder(7n, logs);
  assert.deepEqual(order?.terms, terms);
  assert.deepEqual(order?.settlement, settlement);
  assert.equal(order?.status, "RELEASED");
  assert.equal(order?.clientOrderId, hash("client"));
});

test("logs of other orders, other contracts and a renewal's id say nothing about an order", () => {
  const foreign = log(market, "OrderRefunded", [8n, terms.buyer, 1n]);
  assert.equal(foldOrder(7n, [placed, foreign, claimed(nodes[0], 1n)])?.status, "ESCROWED");
  assert.equal(foldOrder(9n, [log(market, "OrderRenewed", [9n, 7n, settlement])]), null);
});

test("a job is rebuilt step by step, and starts anew when it is claimed again", () => {
  const logs = [claimed(nodes[0], 1n), log(jobs, "JobMeasured", [7n, hash("commit"), 2n])];
  const again = [...logs, claimed(nodes[0], 2n)];
  assert.equal(foldJob(7n, again).record.commitDigest, EMPTY_JOB.commitDigest);
  assert.equal(foldJob(7n, again).record.claimedAt, 2n);

  const all = [
    ...logs,
    log(jobs, "JobCommitted", [7n, commits]),
    log(jobs, "JobReported", [7n, report]),
    log(jobs, "JobCertified", [7n, account("ee"), certificate, true]),
  ];
  const expected: JobRecord = {
    termsHash: hashTerms(terms),
    claimedAt: 1n,
    deadline: terms.deadline,
    nodes,
    consentEpochs: [0n, 5n],
    commitDigest: hash("commit"),
    droppedMask: 2n,
    resultCommits: commits,
    report,
    evaluator: account("ee"),
    certificate,
  };
  assert.deepEqual(foldJob(7n, all), {
    state: "CERTIFIED",
    record: expected,
    claimedNodes: nodes,
    replacements: [],
    failReason: "NONE",
  });
  const failed = foldJob(7n, [...all, log(jobs, "JobFailed", [7n, 3, account("ee")])]);
  assert.deepEqual([failed.state, failed.failReason], ["FAILED", "CONSENT_STALE"]);
  const refused = log(jobs, "JobCertified", [7n, account("ee"), certificate, false]);
  assert.equal(foldJob(7n, [...logs, refused]).state, "REFUSED");
});

test("a replaced node is no node any more, but stays one of the claim's until the next claim", () => {
  const replaced = (index: bigint, previous: string, node: string) =>
    log(jobs, "JobNodeReplaced", [7n, index, previous, node]);
  const before = [claimed(nodes[0], 1n), replaced(1n, nodes[1], account("14"))];
  const measured = [...before, log(jobs, "JobMeasured", [7n, hash("commit"), 0n])];
  const job = foldJob(7n, [...measured, replaced(0n, nodes[0], account("15"))]);
  assert.equal(job.state, "MEASURED", "a replacement is no step");
  assert.deepEqual(job.record.nodes, [account("15"), account("14"), nodes[2]]);
  assert.equal(job.record.commitDigest, hash("commit"));
  assert.deepEqual(job.claimedNodes, nodes);
  assert.deepEqual(job.replacements, [
    { index: 1, previous: nodes[1], node: account("14") },
    { index: 0, previous: nodes[0], node: account("15") },
  ]);
  assert.notEqual(hashJob(job.record), hashJob(foldJob(7n, measured).record), "a signature serves once");

  const again = foldJob(7n, [...before, claimed(nodes[0], 2n)]);
  assert.deepEqual([again.record.nodes, again.claimedNodes, again.replacements], [nodes, nodes, []]);
  assert.deepEqual(foldJob(7n, []).claimedNodes, EMPTY_JOB.nodes);
});

test("hashes are those of the ABI encoding, and one changed field changes them", () => {
  const type = market.getFunction("release")!.inputs[1]!;
  assert.equal(
    hashSettlement(settlement),
    keccak256(AbiCoder.defaultAbiCoder().encode([type], [settlement])),
  );
  assert.equal(hashOrder({ terms, settlement: null }), hashTerms(terms));
  assert.equal(hashOrder({ terms, settlement }), hashSettlement(settlement));
  assert.notEqual(hashTerms(terms), hashTerms({ ...terms, totalWei: terms.totalWei + 1n }));
  assert.notEqual(hashJob(EMPTY_JOB), hashJob({ ...EMPTY_JOB, claimedAt: 1n }));
});

test("a record is read as status and hash", () => {
  const digest = hashTerms(terms);
  const record = `${digest.slice(0, 64)}05` as const;
  assert.equal(recordStatus(record as `0x${string}`), 5);
  assert.ok(recordMatches(record as `0x${string}`, digest));
  assert.ok(!recordMatches(record as `0x${string}`, hash("another")));
});

test("a commitment is bound to order, node, report and salt", () => {
  const commit = resultCommit(7n, nodes[0], report, hash("salt"));
  const others = [
    resultCommit(8n, nodes[0], report, hash("salt")),
    resultCommit(7n, nodes[1], report, hash("salt")),
    resultCommit(7n, nodes[0], { ...report, outputHash: hash("x") }, hash("salt")),
    resultCommit(7n, nodes[0], report, hash("pepper")),
  ];
  assert.equal(new Set([commit, ...others]).size, 5);
});

test("an order's logs are found by its id as first topic", () => {
  assert.deepEqual(orderTopics(7n), [null, toBeHex(7n, 32)]);
  assert.equal(placed.topics[1], toBeHex(7n, 32));
});
