import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Hex, resultCommit } from "@symbolon/protocol";
import { Wallet } from "ethers";
import type { Chain } from "../shared/chain.ts";
import { durableValue } from "../shared/durableValue.ts";
import type { Job } from "../shared/readJob.ts";
import { stateFile } from "../shared/stateFile.ts";
import { testAccount, testJob, testTerms, testWord } from "../test-support/testOrder.ts";
import type { Result } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import { NODE_ROUTES } from "./nodeRoutes.ts";
import { reportJob } from "./reportJob.ts";
import { type ResultCommits, withCommit } from "./resultCommits.ts";
import { signReport } from "./signReport.ts";
import type { WorkerNode } from "./workerNode.ts";

const ORDER_ID = 7n;
const report = { manifestDigest: testWord(1), outputHash: testWord(2), modelDigest: testWord(3) };
const result = report as unknown as Result;
const wallets = [1, 2, 3].map((n) => new Wallet(testWord(n)));
const nodes = wallets.map((wallet) => wallet.address.toLowerCase() as Hex) as [Hex, Hex, Hex];
const salts = [testWord(101), testWord(102), testWord(103)] as const;
const resultCommits = nodes.map((node, i) => resultCommit(ORDER_ID, node, report, salts[i]!)) as [
  Hex,
  Hex,
  Hex,
];
const jobOf = (state: Job["state"]): Job => ({
  state,
  record: testJob({ nodes, resultCommits }),
  claimedNodes: nodes,
  failReason: "NONE",
});

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-report-"));
});
after(() => rm(folder, { recursive: true }));

/** Node `index` of the job, with its salt; `endpoints` are where it finds the others. */
function nodeOf(index: number, endpoints: readonly string[] = ["", "", ""]) {
  const sent: unknown[][] = [];
  const reads: Record<string, (account: string) => unknown> = {
    workers: () => nodes,
    workerOf: (account) => ({ endpoint: endpoints[nodes.indexOf(account as Hex)]!, hpkeKey: testWord(0) }),
    isActive: () => true,
  };
  const chain = {
    chainId: 31337,
    account: nodes[index]!,
    wallet: wallets[index]!,
    deployment: { contracts: { jobRegistry: testAccount(0xb) } },
    read: async (_: string, method: string, account: string) => reads[method]!(account),
    send: async (...args: unknown[]) => {
      sent.push(args);
      return { txHash: "0x1", gasUsed: "1" };
    },
  } as unknown as Chain;
  const node = { chain, reporter: { progress: () => undefined } } as unknown as WorkerNode;
  const known: ResultCommits = { salt: salts[index]!, commits: [...resultCommits] };
  const claim = {
    verified: { order: { orderId: ORDER_ID, terms: testTerms() } },
    commits: durableValue(stateFile<ResultCommits>(join(folder, "result.json")), known),
    result,
  } as unknown as Claim;
  return { node, claim, sent };
}

/** A lead whose two peers answer /sign with these. */
async function report_(answers: readonly object[]) {
  const server = createServer((request, response) => {
    request.resume();
    response.end(JSON.stringify(answers[Number(request.url!.split("/")[1])]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { node, claim, sent } = nodeOf(
    0,
    [0, 1, 2].map((i) => `http://127.0.0.1:${port}/${i}`),
  );
  try {
    await reportJob(node, claim, jobOf("COMMITTED"));
    return sent;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
const signed = async (index: number, salt: Hex) => ({
  signature: await signReport(nodeOf(index).node.chain, ORDER_ID, result),
  salt,
});

test("the lead reports with the salts and signatures of all three nodes, in order", async () => {
  const answers = [{}, await signed(1, salts[1]), await signed(2, salts[2])];
  const [[contract, method, orderId, record, reported, shown, signatures] = []] = await report_(answers);
  assert.deepEqual([contract, method, orderId, reported], ["jobRegistry", "report", ORDER_ID, report]);
  assert.deepEqual(record, jobOf("COMMITTED").record);
  assert.deepEqual(shown, salts);
  assert.equal(new Set(signatures as string[]).size, 3);
});

test("a salt that does not open its node's commitment ends the job, naming the node", async () => {
  const answers = [{}, await signed(1, salts[1]), await signed(2, salts[1])];
  await assert.rejects(report_(answers), {
    code: "E4007",
    retryable: false,
    details: { node: nodes[2], field: "resultCommit", orderId: ORDER_ID },
  });
});

test("a signature by another, and an answer without a salt, are E4009 naming the node", async () => {
  const good = await signed(1, salts[1]);
  const { signature } = await signed(1, salts[2]);
  const expected = { code: "E4009", details: { message: "the report", expected: nodes[2] } };
  await assert.rejects(report_([{}, good, { signature, salt: salts[2] }]), expected);
  const { signature: own } = await signed(2, salts[2]);
  await assert.rejects(report_([{}, good, { signature: own }]), expected);
});

/** What node 1 answers when the lead asks it to sign. */
const ask = (job: Job, asked: object = report, signer: Hex = nodes[0]) => {
  const { node, claim } = nodeOf(1);
  const sender = { signer, expires: 0, signature: "" };
  const body = { orderId: ORDER_ID.toString(), ...asked };
  return NODE_ROUTES.sign!.handle({ node, orderId: ORDER_ID, claim, job, sender, body });
};

test("a node shows salt and signature once the chain says COMMITTED, and never before", async () => {
  for (const state of ["CLAIMED", "MEASURED", "FAILED"] as const)
    await assert.rejects(ask(jobOf(state)), { code: "E4008", retryable: true });
  assert.deepEqual(await ask(jobOf("COMMITTED")), await signed(1, salts[1]));
});

test("a node shows nothing when the chain has another commitment for it, when the report is not its own, or to others than the lead", async () => {
  const { record } = jobOf("COMMITTED");
  const foreign: [Hex, Hex, Hex] = [resultCommits[0], testWord(77), resultCommits[2]];
  const job = { ...jobOf("COMMITTED"), record: { ...record, resultCommits: foreign } };
  await assert.rejects(ask(job), {
    code: "E4007",
    details: { node: nodes[0], field: "resultCommit", orderId: ORDER_ID },
  });
  await assert.rejects(ask(jobOf("COMMITTED"), { ...report, outputHash: testWord(9) }), { code: "E4007" });
  await assert.rejects(ask(jobOf("COMMITTED"), report, nodes[2]), { code: "E4005" });
});

test("a node's first commitment stands", () => {
  const empty: ResultCommits = { salt: null, commits: [null, null, null] };
  const entry = { orderId: ORDER_ID, node: nodes[1], index: 1, commit: resultCommits[1] };
  const once = withCommit(empty, entry);
  assert.deepEqual(once.commits, [null, resultCommits[1], null]);
  assert.equal(withCommit(once, entry), once);
  assert.throws(() => withCommit(once, { ...entry, commit: testWord(5) }), {
    code: "E4007",
    details: { node: nodes[1], field: "resultCommit", orderId: ORDER_ID },
  });
});
