import assert from "node:assert/strict";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { type Hex, resultCommit } from "@symbolon/protocol";
import { postSigned } from "./shared/postSigned.ts";
import { readHistory } from "./shared/readHistory.ts";
import { readJob } from "./shared/readJob.ts";
import { readLogs } from "./shared/readLogs.ts";
import { eventually } from "./test-support/eventually.ts";
import { type JobProbes, jobProbes } from "./test-support/jobProbes.ts";
import { type ActorName, startTestMarket, type TestMarket } from "./test-support/testMarket.ts";
import { startProcess } from "./test-support/testProcess.ts";

let market: TestMarket;
let saw: JobProbes["saw"];
let nodesOf: JobProbes["nodesOf"];
let jobFolder: JobProbes["jobFolder"];
let openShares: JobProbes["openShares"];
let countedRows: JobProbes["countedRows"];
before(async () => {
  market = await startTestMarket();
  ({ saw, nodesOf, jobFolder, openShares, countedRows } = jobProbes(market));
});
// A test that fails half way must not leave the chain cut off for those after it.
afterEach(() => market.rpc.refuse(null));
after(() => market.close());

describe("what a node shows, and what it is paid", { timeout: 600_000 }, () => {
  test("no node shows result or salt before all three are bound to theirs on chain", async () => {
    // The relay keeps the lead's commit from the chain, so the job stays MEASURED until the test lets it go on.
    market.rpc.refuse(market.chain.contracts.jobRegistry.interface.getFunction("commit")!.selector);
    const { orderId } = await market.placeOrder();
    const nodes = await nodesOf(orderId);
    const bound = await eventually("the lead has all commitments", async () => {
      const path = join(await jobFolder(nodes[0]!, orderId), "result.json");
      const { commits } = JSON.parse(await readFile(path, "utf8")) as { commits: (string | null)[] };
      return commits.every((commit) => commit !== null) ? commits : null;
    });
    const chain = await market.chainOf(nodes[0]!);
    const subject = orderId.toString();
    const digest = `0x${"00".repeat(32)}`;
    const message = { orderId: subject, manifestDigest: digest, outputHash: digest, modelDigest: digest };
    const ask = async (name: ActorName) => {
      const { url } = await market.processes.get(name)!.ready;
      return postSigned(chain, `${url}/jobs/${subject}/sign`, { purpose: "sign", subject }, message);
    };
    const reasons = { code: "E4008", details: { orderId: subject, reason: "its job is MEASURED" } };
    for (const name of nodes) await assert.rejects(ask(name), reasons);
    market.rpc.refuse(null);
    await saw("finalised", orderId);
    const { record } = await readJob(market.chain, orderId);
    assert.deepEqual([...record.resultCommits], bound);
    for (const [i, name] of nodes.entries()) {
      const path = join(await jobFolder(name, orderId), "result.json");
      const { salt } = JSON.parse(await readFile(path, "utf8")) as { salt: Hex };
      assert.equal(resultCommit(orderId, record.nodes[i]!, record.report, salt), bound[i]);
    }
  });

  test("a node killed after it bound itself to its result opens that commitment after the restart", async () => {
    market.rpc.refuse(market.chain.contracts.jobRegistry.interface.getFunction("commit")!.selector);
    const { orderId } = await market.placeOrder();
    const nodes = await nodesOf(orderId);
    const victim = nodes[1]!;
    const path = await eventually("commitment", async () => {
      const file = join(await jobFolder(victim, orderId), "result.json");
      await readFile(file);
      return file;
    });
    const before_ = JSON.parse(await readFile(path, "utf8")) as { salt: string };
    const killed = market.processes.get(victim)!;
    killed.child.kill("SIGKILL");
    await killed.exited;
    market.rpc.refuse(null);
    await market.start(victim);
    await saw("finalised", orderId);
    assert.equal((JSON.parse(await readFile(path, "utf8")) as { salt: string }).salt, before_.salt);
  });

  test("a hospital is paid each order once, also when it is killed and has lost its place", async () => {
    const paidTo = async (name: ActorName) => {
      const to = await market.chain.provider.getBlockNumber();
      const account = market.address(name);
      const logs = await readLogs(market.chain, "market", "PayoutClaimed", { from: 0, to }, [
        null,
        null,
        account,
      ]);
      return logs.map((log) => `${log.args.orderId} ${log.args.index}`);
    };
    const hospital = market.processes.get("hospital1")!;
    hospital.child.kill("SIGKILL");
    await hospital.exited;
    await rm(join(market.folder, "hospital1", "payouts.json"));
    await market.start("hospital1");
    const { orderId } = await market.placeOrder();
    await saw("finalised", orderId);
    await market.processes.get("hospital1")!.saw("withdrawn", orderId);
    const paid = await paidTo("hospital1");
    assert.equal(new Set(paid).size, paid.length);
    const settled = await readLogs(market.chain, "market", "OrderSettled", {
      from: 0,
      to: await market.chain.provider.getBlockNumber(),
    });
    assert.equal(paid.length, settled.length);
  });
});

describe("a job under a data permit", { timeout: 600_000 }, () => {
  /** A permit for the buyer over hospital3's dataset. */
  const issue = async (datasetId: bigint): Promise<bigint> => {
    const accessBody = await market.chainOf("accessBody");
    const block = await market.chain.provider.getBlock("latest");
    const sent = await accessBody.send("permitRegistry", "issue", {
      holder: market.address("buyer"),
      applicationHash: `0x${"11".repeat(32)}`,
      decisionHash: `0x${"22".repeat(32)}`,
      purposesMask: 1 << 4,
      criteriaMask: 0xff,
      optOutException: false,
      validFrom: block!.timestamp,
      validUntil: block!.timestamp + 86_400 * 365,
      datasetIds: [datasetId],
    });
    accessBody.close();
    const issued = sent.receipt.logs
      .map((log) => market.chain.contracts.permitRegistry.interface.parseLog(log))
      .find((parsed) => parsed?.name === "PermitIssued");
    return issued?.args.permitId as bigint;
  };
  let datasetId = 0n;
  before(async () => {
    const { ready } = await market.start("hospital3");
    datasetId = BigInt((await ready).datasetId!);
  });

  test("runs at cost, leaving out whoever opted out before the permit was approved", async () => {
    const training = await countedRows("hospital3");
    const optOut = startProcess("synth-worker/src/jobs/provider/main.ts", market.environment("hospital3"), [
      "opt-out",
      `P${training[0]! + 1}`,
    ]);
    assert.equal(await optOut.exited, 0, optOut.log());
    const permitId = await issue(datasetId);
    const { orderId, spec } = await market.placeOrder({ datasetIds: [datasetId.toString()] }, permitId);
    await saw("finalised", orderId);
    const { order, job } = await readHistory(market.chain, orderId);
    assert.equal(order.terms.permitId, permitId);
    assert.deepEqual(job.record.consentEpochs, [1n]);
    assert.deepEqual([order.terms.totalWei, order.terms.treasuryWei], [100n, 10n]);
    assert.equal(order.terms.treasury, market.address("accessBody").toLowerCase());
    const paid = await market.processes.get("hospital3")!.saw("withdrawn", orderId);
    assert.equal(paid.detail, "40 wei");
    const [ages] = await openShares("hospital3", spec, { datasetId, orderId });
    assert.equal(
      ages!.reduce((sum, n) => sum + n, 0),
      training.length - 1,
    );
  });

  test("Art. 66(3): no computing node, and no storage, holds what a patient of the hospital could be found by", async () => {
    const hospital = join(market.folder, "hospital3");
    const read = async (name: string) => JSON.parse(await readFile(join(hospital, name), "utf8")) as unknown;
    const { consents, holdoutSecret } = (await read("consents.json")) as {
      consents: readonly { salt: string; nullifier: string }[];
      holdoutSecret: string;
    };
    const { lists } = (await read("opt-outs.json")) as { lists: readonly { entries: { salt: string }[] }[] };
    const keys = [
      holdoutSecret,
      ...consents.flatMap(({ salt, nullifier }) => [salt, nullifier]),
      ...lists.flatMap(({ entries }) => entries.map(({ salt }) => salt)),
    ].map((key) => key.replace(/^0x/, ""));
    assert.ok(keys.length > 50 && keys.every((key) => /^[0-9a-f]{64}$/.test(key)));
    /** Files of a folder that have one of the keys, in hex or in bytes. */
    const holding = async (folder: string): Promise<string[]> => {
      const found: string[] = [];
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = await readFile(path);
        const text = bytes.toString("latin1");
        const isFound = keys.some((key) => text.includes(key) || bytes.includes(Buffer.from(key, "hex")));
        if (isFound) found.push(path);
      }
      return found;
    };
    assert.ok((await holding(hospital)).length >= 2, "the search finds them where they are");
    for (const name of ["worker1", "worker2", "worker3", "ipfs"])
      assert.deepEqual(await holding(join(market.folder, name)), []);
  });

  test("ends when the permit is revoked; the buyer gets everything back and the budget is free", async () => {
    const permitId = await issue(datasetId);
    // Keeps the lead from measuring, so that what happens in between does not depend on speed.
    market.rpc.refuse(market.chain.contracts.jobRegistry.interface.getFunction("measure")!.selector);
    const { orderId } = await market.placeOrder({ datasetIds: [datasetId.toString()] }, permitId);
    await nodesOf(orderId);
    const accessBody = await market.chainOf("accessBody");
    await accessBody.send("permitRegistry", "notifyFinding", permitId, `0x${"33".repeat(32)}`);
    // Who is heard need not wait: the user answers at once (Art. 63(2)).
    await market.chain.send("permitRegistry", "answerFinding", permitId, `0x${"44".repeat(32)}`);
    await accessBody.send("permitRegistry", "revoke", permitId, `0x${"33".repeat(32)}`);
    accessBody.close();
    assert.match((await saw("failed", orderId)).detail ?? "", /^PERMIT_DEAD/);
    market.rpc.refuse(null);
    await saw("refunded", orderId);
    assert.equal((await readHistory(market.chain, orderId)).order.status, "REFUNDED");
    const budget = await market.chain.read<{ reservedMicro: bigint }>("privacyLedger", "budgetOf", datasetId);
    assert.equal(budget.reservedMicro, 0n);
  });

  test("shares nothing when the list that binds the permit is lost", async () => {
    const book = join(market.folder, "hospital3", "opt-outs.json");
    await rm(book);
    const permitId = await issue(datasetId);
    const { orderId } = await market.placeOrder({ datasetIds: [datasetId.toString()] }, permitId);
    const refused = await market.processes.get("hospital3")!.saw("refused", orderId);
    assert.match(refused.detail ?? "", /^E4010/);
    assert.equal((await readJob(market.chain, orderId)).state, "CLAIMED");
  });
});
