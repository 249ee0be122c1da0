import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  announcementOf,
  digestOfBytes,
  digestOfDocument,
  type FileMessage,
  fileContext,
  type HighFidelityOrderSpec,
  type HpkeKeyPair,
  hpkeSeal,
  makeHpkeKeyPair,
  type Origin,
  toHex,
} from "@symbolon/protocol";
import { durableValue } from "../shared/durableValue.ts";
import type { Job } from "../shared/readJob.ts";
import { TEST_SCHEMA } from "../test-support/hospitalFiles.ts";
import { testAccount, testJob, testTerms, testWord } from "../test-support/testOrder.ts";
import type { FileClaim } from "./claims.ts";
import { fileResult } from "./fileResult.ts";
import { measureFile } from "./measureFile.ts";
import { NODE_ROUTES } from "./nodeRoutes.ts";
import type { WorkerNode } from "./workerNode.ts";

const ORDER_ID = 7n;
const PROVIDER = testAccount(2);
const spec: HighFidelityOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1"],
  schemaDigest: digestOfDocument(TEST_SCHEMA),
  engine: "high-fidelity",
  rows: 2,
  rhoMicro: "1",
  columns: ["stage", "age"],
  cohort: [{ column: "age", from: 40 }],
  purpose: 16,
  buyerKey: testWord(6),
  thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
};
const GOOD = "stage,age\n1,40\n3,77\n";

const originOf = (csv: string, change: Partial<Origin> = {}): Origin => ({
  format: "symbolon-origin/1",
  chainId: 31337,
  orderId: String(ORDER_ID),
  datasetId: "1",
  provider: PROVIDER,
  engine: "high-fidelity",
  statement: "not differentially private",
  leaf: 50,
  leavesTried: 1,
  rows: 2,
  outputHash: digestOfBytes(new TextEncoder().encode(csv)),
  bytes: csv.length,
  code: { version: "0.1.0", commit: "unknown", lockHash: testWord(1) },
  ...change,
});

let folder: string;
let hpke: HpkeKeyPair;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-file-"));
  hpke = await makeHpkeKeyPair();
});
after(() => rm(folder, { recursive: true }));

/** A node's claim of its own folder, for a job in `state` that was charged for `origin`, and what the node sent to the chain. */
async function setUp(origin: Origin, state: Job["state"] = "MEASURED") {
  const job: Job = {
    state,
    claimedNodes: ["0x01", "0x02", "0x03"],
    failReason: "NONE",
    record: testJob({ consentEpochs: [0n], commitDigest: digestOfDocument(announcementOf(origin)) }),
  };
  const sent: unknown[][] = [];
  const node = {
    chain: {
      chainId: 31337,
      account: job.record.nodes[0],
      deployment: { contracts: { jobRegistry: testAccount(0xb) } },
      send: async (...args: unknown[]) => {
        sent.push(args);
        return { txHash: "0x", gasUsed: "1" };
      },
    },
    hpke,
    code: origin.code,
    reporter: { progress: () => undefined },
    log: { debug: () => undefined },
  } as unknown as WorkerNode;
  const terms = testTerms({ datasetIds: [1n], providers: [PROVIDER], rhoMicro: 1n, rows: 2n });
  const dataset = { datasetId: 1n, provider: PROVIDER, schemaDigest: spec.schemaDigest };
  const claim = {
    releaseClass: "high-fidelity",
    folder: await mkdtemp(join(folder, "claim-")),
    verified: {
      releaseClass: "high-fidelity",
      order: { orderId: ORDER_ID, terms },
      spec,
      schema: TEST_SCHEMA,
      datasets: [dataset],
    },
    announced: durableValue({ write: async () => undefined }, null),
    delivered: new Set(),
    fault: null,
    result: null,
  } as unknown as FileClaim;
  const call = (name: string, body: unknown, signer = PROVIDER) =>
    NODE_ROUTES[name]!.handle({
      node,
      orderId: ORDER_ID,
      claim,
      job,
      sender: { signer, expires: 0, signature: "0x" },
      body,
    });
  const partOf = async (csv: string, change: Partial<FileMessage> = {}): Promise<FileMessage> => {
    const context = fileContext(31337, ORDER_ID, 1n, job.record.nodes[0], 0);
    const sealed = toHex(await hpkeSeal(hpke.publicKey, new TextEncoder().encode(csv), context));
    return { orderId: String(ORDER_ID), datasetId: "1", origin, part: 0, sealed, ...change };
  };
  return { node, claim, job, sent, call, partOf };
}

test("the lead has the budget charged for the file that was announced, and for the first one only", async () => {
  const origin = originOf(GOOD);
  const { node, claim, job, sent, call } = await setUp(origin, "CLAIMED");
  await measureFile(node, claim, job);
  assert.equal(sent.length, 0);
  await call("announcement", announcementOf(origin));
  await call("announcement", announcementOf(originOf("stage,age\n1,41\n3,77\n")));
  await measureFile(node, claim, job);
  assert.equal(sent.length, 1);
  assert.deepEqual(sent[0]!.slice(0, 2), ["jobRegistry", "measure"]);
  assert.deepEqual(sent[0]!.slice(-2), [digestOfDocument(announcementOf(origin)), 0]);
});

test("a file that is as announced and as ordered becomes the result, the same after a restart", async () => {
  const origin = originOf(GOOD);
  const { node, claim, job, call, partOf } = await setUp(origin);
  await assert.rejects(fileResult(node, claim, job), { code: "E4008", retryable: true });
  await call("file", await partOf(GOOD));
  const { file, model, modelDigest, manifest } = await fileResult(node, claim, job);
  assert.equal(new TextDecoder().decode(file), GOOD);
  assert.deepEqual(model, origin);
  assert.equal(modelDigest, digestOfDocument(origin));
  assert.equal(manifest.code.engine, "high-fidelity");
  assert.equal("seed" in manifest, false);
  const again = await fileResult(node, claim, job);
  assert.equal(digestOfDocument(again.manifest), digestOfDocument(manifest));
});

test("before the charge, from a stranger, of another file, beyond its end or sealed to another node no part is taken", async () => {
  const origin = originOf(GOOD);
  const early = await setUp(origin, "CLAIMED");
  await assert.rejects(early.call("file", await early.partOf(GOOD)), { code: "E4008", retryable: true });
  const { call, partOf, claim, node, job } = await setUp(origin);
  await assert.rejects(call("file", await partOf(GOOD), testAccount(9)), { code: "E4005" });
  const other = originOf(GOOD, { leaf: 20 });
  await assert.rejects(call("file", await partOf(GOOD, { origin: other })), { code: "E4007" });
  await assert.rejects(call("file", await partOf(GOOD, { part: 1 })), { code: "E9009" });
  await assert.rejects(call("file", await partOf(GOOD, { orderId: "8" })), { code: "E4004" });
  const { publicKey } = await makeHpkeKeyPair();
  const context = fileContext(31337, ORDER_ID, 1n, testAccount(11), 0);
  const foreign = toHex(await hpkeSeal(publicKey, new TextEncoder().encode(GOOD), context));
  await assert.rejects(call("file", await partOf(GOOD, { sealed: foreign })), { code: "E5003" });
  await assert.rejects(fileResult(node, claim, job), { code: "E4008" });
});

test("other bytes than announced are no result", async () => {
  const { node, claim, job, call, partOf } = await setUp(originOf(GOOD));
  await call("file", await partOf(GOOD.replace("77", "78")));
  await assert.rejects(fileResult(node, claim, job), { code: "E4007" });
});

for (const [what, csv, code] of [
  ["another column order", "age,stage\n40,1\n77,3\n", "E1006"],
  ["a row too many", `${GOOD}1,50\n`, "E1006"],
  ["a row outside the cohort", "stage,age\n1,39\n3,77\n", "E1006"],
  ["an unknown level", "stage,age\n4,40\n3,77\n", "E1002"],
  ["text for a number", "stage,age\n1,old\n3,77\n", "E1003"],
  ["an empty cell", "stage,age\n1,\n3,77\n", "E1008"],
] as const)
  test(`a file with ${what}, though announced, is no result: ${code}`, async () => {
    const { node, claim, job, call, partOf } = await setUp(originOf(csv));
    await call("file", await partOf(csv));
    await assert.rejects(fileResult(node, claim, job), { code });
  });

test("an origin that says another order, hospital or size is no result, though announced", async () => {
  for (const change of [{ orderId: "8" }, { datasetId: "2" }, { provider: testAccount(3) }, { rows: 3 }]) {
    const { node, claim, job, call, partOf } = await setUp(originOf(GOOD, change));
    await call("file", await partOf(GOOD));
    await assert.rejects(fileResult(node, claim, job), { code: "E4007" });
  }
});

test("shares, sessions and notes have no place in such a job", async () => {
  const { call, job } = await setUp(originOf(GOOD));
  const commitments = [testWord(1), testWord(2), testWord(3)];
  const share = { orderId: "7", datasetId: "1", commitments, sealed: "0x00" };
  await assert.rejects(call("shares", share), { code: "E9006" });
  const [node] = job.record.nodes;
  const said = { previous: testWord(1), next: testWord(2) };
  const note = { orderId: "7", node, attempt: 1, kind: "transcripts", body: said };
  await assert.rejects(call("note", note, node), { code: "E9006" });
  const ask = { orderId: "7", act: "ask", attempt: 1, datasetIds: ["1"] };
  await assert.rejects(call("session", ask, node), { code: "E9006" });
});
