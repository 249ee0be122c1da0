import assert from "node:assert/strict";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { digestOfBytes, documentBytes, RELEASE_PRIVATE, splitRho } from "@symbolon/protocol";
import type { Journal } from "../joint/journal.ts";
import { callHttp } from "./shared/callHttp.ts";
import { postSigned } from "./shared/postSigned.ts";
import { readHistory } from "./shared/readHistory.ts";
import { readJob } from "./shared/readJob.ts";
import { readLogs } from "./shared/readLogs.ts";
import { readOrder } from "./shared/readOrder.ts";
import { signRequest } from "./shared/signedRequest.ts";
import { eventually } from "./test-support/eventually.ts";
import { type JobProbes, jobProbes } from "./test-support/jobProbes.ts";
import { type ActorName, startTestMarket, type TestMarket, WORKERS } from "./test-support/testMarket.ts";
import { startProcess } from "./test-support/testProcess.ts";

let market: TestMarket;
let saw: JobProbes["saw"];
let nodesOf: JobProbes["nodesOf"];
let jobFolder: JobProbes["jobFolder"];
let sharesOf: JobProbes["sharesOf"];
let openShares: JobProbes["openShares"];
let countedRows: JobProbes["countedRows"];
let openDelivery: JobProbes["openDelivery"];
let chargesOf: JobProbes["chargesOf"];
let stopOneNode: JobProbes["stopOneNode"];
let goOn: JobProbes["goOn"];
/** The patient of hospital1 who withdraws: one who would count. */
let patient = "";
before(async () => {
  market = await startTestMarket();
  ({
    saw,
    nodesOf,
    jobFolder,
    sharesOf,
    openShares,
    countedRows,
    openDelivery,
    chargesOf,
    stopOneNode,
    goOn,
  } = jobProbes(market));
});
after(() => market.close());

describe("a job over real processes and a real chain", { timeout: 600_000 }, () => {
  test("runs from order to payment: same bytes at every node, decryptable by the buyer alone", async () => {
    const { orderId, spec, privateKey } = await market.placeOrder();
    await saw("finalised", orderId);
    const job = await readJob(market.chain, orderId);
    assert.equal(job.state, "FINALISED");
    assert.equal(job.record.certificate.passed, true);
    const { outputHash } = job.record.report;
    const generated = WORKERS.map((name) =>
      market.processes.get(name)!.told.find((t) => t.step === "generated"),
    );
    for (const entry of generated) assert.ok(entry?.detail?.includes(outputHash), entry?.detail);
    assert.equal((await chargesOf(orderId)).length, 2);

    const lead = market.nameOf(job.record.nodes[0]);
    assert.notEqual(job.record.evaluator, job.record.nodes[0]);
    const csv = await openDelivery(lead, orderId, privateKey);
    assert.equal(digestOfBytes(csv), outputHash);
    assert.equal(new TextDecoder().decode(csv).trim().split("\n").length, spec.rows + 1);

    for (const name of ["hospital1", "hospital2"] as const) {
      const paid = await market.processes.get(name)!.saw("withdrawn", orderId);
      assert.match(paid.detail ?? "", /^\d+ wei$/);
      assert.ok((await market.chain.read<bigint>("token", "balanceOf", market.address(name))) > 0n);
    }
  });

  test("an order of named tables, two columns and a cohort: only such rows, judged by such patients, at no other cost", async () => {
    const { orderId, privateKey } = await market.placeOrder({
      engine: "fixed",
      workload: [
        ["age", "stage"],
        ["stage", "age", "sex"],
      ],
      columns: ["stage", "age"],
      cohort: [
        { column: "age", from: 40 },
        { column: "sex", in: ["f"] },
      ],
    });
    await saw("finalised", orderId);
    const job = await readJob(market.chain, orderId);
    const lead = market.nameOf(job.record.nodes[0]);
    const csv = await openDelivery(lead, orderId, privateKey);
    assert.equal(digestOfBytes(csv), job.record.report.outputHash);
    const [header, ...rows] = new TextDecoder().decode(csv).trim().split("\n");
    assert.equal(header, "stage,age");
    assert.equal(rows.length, 50);
    for (const row of rows) assert.ok(Number(row.split(",")[1]) >= 40, row);
    assert.equal((await chargesOf(orderId)).length, 2);
    const folder = join(market.folder, "hospital1", "orders");
    const name = (await readdir(folder)).find((file) => file.startsWith(`${orderId}-answers-`))!;
    const answers = JSON.parse(await readFile(join(folder, name), "utf8")) as {
      records: number;
      recordsNoise: number;
      oneWay: { column: string }[];
      twoWay: unknown[];
    };
    assert.deepEqual(
      answers.oneWay.map(({ column }) => column),
      ["stage", "age"],
    );
    assert.equal(answers.twoWay.length, 1);
    // Some 130 of 280 held-out patients are women of 40 or more; the noise's standard deviation is 10. False alarm: 2e-9, six deviations.
    const records = await readFile(join(market.folder, "hospital1-data", "records.csv"), "utf8");
    const training = new Set(await countedRows("hospital1"));
    const judges = records
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","))
      .filter(([, years, sex], row) => !training.has(row) && Number(years) >= 40 && sex === "f");
    const off = Math.abs(answers.records - judges.length);
    assert.ok(
      off < 6 * answers.recordsNoise,
      `${answers.records} judged, ${judges.length} are in the cohort`,
    );
  });

  test("a cohort that a hospital cannot judge is refused before anything is counted; the buyer is refunded at once", async () => {
    const { orderId } = await market.placeOrder({
      engine: "fixed",
      cohort: [{ column: "stage", in: ["3"] }],
    });
    const failed = await saw("failed", orderId);
    assert.match(failed.detail ?? "", /^LEAD_GAVE_UP: E2016 .*fewer than 50 held-out records/);
    await saw("refunded", orderId);
    assert.equal((await readOrder(market.chain, orderId)).status, "REFUNDED");
    assert.equal((await chargesOf(orderId)).length, 0);
    for (const name of ["hospital1", "hospital2"] as const)
      assert.equal((await sharesOf(name, orderId)).length, 0);
  });

  test("no share is sent in clear, and no two nodes get the same bytes", async () => {
    const [file] = await sharesOf("hospital1", 1n);
    const state = JSON.parse(await readFile(file!, "utf8")) as {
      messages: { message: { sealed: string } }[];
    };
    const sealed = state.messages.map(({ message }) => message.sealed);
    assert.equal(new Set(sealed).size, 3);
    // 32 bytes encapsulated key, 16 bytes tag, and two shares with 32 bytes of salt each: seeds of 32 bytes, or (share 2) a word for
    // each of 11 planes of the counts and of the number of patients. Nothing else travels.
    const [seed, words] = [32 + 32, 32 + 4 * 11 * (9 + 1)];
    const sizes = [2 * seed, seed + words, seed + words].map((size) => 32 + size + 16);
    assert.deepEqual(
      sealed.map((text) => (text.length - 2) / 2),
      sizes,
    );
  });

  test("a node killed between two openings goes on: nothing is opened twice, and the budget is charged once", async () => {
    const { orderId, spec } = await market.placeOrder({ engine: "aim", workload: [] });
    const nodes = await nodesOf(orderId);
    const victim = nodes[1]!;
    const journalOf = async (name: ActorName): Promise<Journal> =>
      JSON.parse(await readFile(join(await jobFolder(name, orderId), "journal.json"), "utf8"));
    // The single columns' tables are opened; the rest is not.
    await eventually("an opening", async () => ((await journalOf(victim)).steps[0]?.opened ? true : null));
    const killed = market.processes.get(victim)!;
    killed.child.kill("SIGKILL");
    await killed.exited;
    const before = await journalOf(victim);
    await market.start(victim);
    await saw("finalised", orderId);
    const all = await Promise.all(nodes.map(journalOf));
    for (const journal of all) assert.deepEqual(journal, all[0]);
    const { steps } = all[0]!;
    assert.ok(steps.length > before.steps.length, "it was killed before the end");
    // What the victim had seen opened stays as it was, unless another node had not: then it is lost, and paid.
    for (const [i, { entry, opened }] of before.steps.entries()) {
      assert.deepEqual(steps[i]!.entry, entry);
      if (steps[i]!.opened !== null && opened !== null) assert.deepEqual(steps[i]!.opened, opened);
    }
    const spentPico = steps.reduce((sum, { entry }) => sum + BigInt(entry.picoRho), 0n);
    assert.ok(spentPico <= splitRho(BigInt(spec.rhoMicro)).mainMicro * 1_000_000n);
    const charges = await chargesOf(orderId);
    assert.deepEqual(charges.map((charge) => String(charge.args.datasetId)).sort(), ["1", "2"]);
  });

  test("an RPC that goes away in the middle and comes back only delays the job", async () => {
    const { orderId } = await market.placeOrder();
    await saw("claimed", orderId);
    await market.rpc.down();
    await delay(1500);
    await market.rpc.up();
    await saw("finalised", orderId);
    assert.equal((await chargesOf(orderId)).length, 2);
    for (const process_ of market.processes.values()) assert.equal(process_.child.exitCode, null);
  });

  test("a stranger who finalises before the lead has handed the file over does not keep it from the buyer", async () => {
    const { orderId, privateKey } = await market.placeOrder();
    // The stopped hospital does not answer, so nothing is certified before the lead is stopped too.
    const hospital = market.processes.get("hospital2")!;
    await hospital.saw("shared", orderId);
    hospital.child.kill("SIGSTOP");
    const reported = await eventually("report", async () => {
      const job = await readJob(market.chain, orderId);
      return job.state === "REPORTED" ? job : null;
    });
    const lead = market.nameOf(reported.record.nodes[0]);
    market.processes.get(lead)!.child.kill("SIGSTOP");
    hospital.child.kill("SIGCONT");
    await saw("certified", orderId);
    const { order, job } = await readHistory(market.chain, orderId);
    await market.chain.send("jobRegistry", "finalise", orderId, order.terms, job.record);
    const path = join(await jobFolder(lead, orderId), "handed-over.json");
    await assert.rejects(readFile(path), { code: "ENOENT" });
    goOn(lead);
    await eventually("hand-over", () => readFile(path, "utf8"));
    const { outputHash } = job.record.report;
    assert.equal(digestOfBytes(await openDelivery(lead, orderId, privateKey)), outputHash);
  });

  test("a consent withdrawn after the claim ends the job as stale; the buyer gets everything back", async () => {
    patient = `P${(await countedRows("hospital1"))[0]! + 1}`;
    const before_ = await market.chain.read<bigint>("token", "balanceOf", market.address("buyer"));
    const stopped = await stopOneNode();
    const { orderId } = await market.placeOrder();
    await nodesOf(orderId);
    const withdrawal = startProcess(
      "synth-worker/src/jobs/provider/main.ts",
      market.environment("hospital1"),
      ["withdraw-consent", patient],
    );
    assert.equal(await withdrawal.exited, 0, withdrawal.log());
    goOn(stopped);
    const failed = await saw("failed", orderId);
    assert.match(failed.detail ?? "", /^CONSENT_STALE/);
    await saw("refunded", orderId);
    assert.equal((await readOrder(market.chain, orderId)).status, "REFUNDED");
    assert.equal(await market.chain.read<bigint>("token", "balanceOf", market.address("buyer")), before_);
    assert.equal((await chargesOf(orderId)).length, 0);
    for (const datasetId of [1n, 2n]) {
      const budget = await market.chain.read<{ reservedMicro: bigint }>(
        "privacyLedger",
        "budgetOf",
        datasetId,
      );
      assert.equal(budget.reservedMicro, 0n);
    }
  });

  test("after the withdrawal the next order runs, counting everyone but that patient and the holdout", async () => {
    const { orderId, spec } = await market.placeOrder();
    await saw("finalised", orderId);
    const datasetId = (await market.processes.get("hospital1")!.ready).datasetId!;
    const index = (await readOrder(market.chain, orderId)).terms.datasetIds.indexOf(BigInt(datasetId));
    assert.equal((await readJob(market.chain, orderId)).record.consentEpochs[index], 1n);
    // All three nodes' keys together (which no party of a job has) open the shares: only so can the exact counts be seen.
    const tables = await openShares("hospital1", spec, { datasetId: BigInt(datasetId), orderId });
    const training = (await countedRows("hospital1")).length;
    for (const marginal of tables)
      assert.equal(
        marginal.reduce((sum, n) => sum + n, 0),
        training - 1,
      );
  });

  test("withdrawing twice, or for an unknown patient, is a coded error", async () => {
    for (const [who, code] of [
      [patient, "E6003"],
      ["nobody", "E3004"],
    ] as const) {
      const again = startProcess("synth-worker/src/jobs/provider/main.ts", market.environment("hospital1"), [
        "withdraw-consent",
        who,
      ]);
      assert.equal(await again.exited, 1);
      assert.equal(again.failure()?.code, code);
    }
  });

  test("an order whose rho is above what epsilon and delta allow is refused by every node and stays refundable", async () => {
    const { orderId } = await market.placeOrder({ epsilon: 0.5 });
    const refusals = await Promise.all(
      WORKERS.map((name) => market.processes.get(name)!.saw("refused", orderId)),
    );
    for (const refusal of refusals) assert.match(refusal.detail ?? "", /^E4006/);
    assert.equal((await readJob(market.chain, orderId)).state, "REQUESTED");
    assert.equal((await chargesOf(orderId)).length, 0);
  });

  test("a certificate above a threshold withholds the file and refunds the buyer", async () => {
    const thresholds = { maxMeanTvd1: 0, maxMeanTvd2: 0, maxMiaAuc: 1 };
    const { orderId } = await market.placeOrder({ thresholds });
    const failed = await saw("failed", orderId);
    assert.match(failed.detail ?? "", /^CERTIFICATE_REFUSED/);
    await saw("refunded", orderId);
    const job = await readJob(market.chain, orderId);
    assert.equal(job.state, "FAILED");
    assert.equal(job.record.certificate.passed, false);
    await assert.rejects(
      readFile(join(await jobFolder(market.nameOf(job.record.nodes[0]), orderId), "delivery.json")),
    );
  });

  test("a figure above the market's own threshold is refused on chain, whatever the order allows; the buyer is refunded", async () => {
    const governance = await market.chainOf("deployer");
    const setTvd1 = (tvd1Bps: number) => {
      const thresholds = { tvd1Bps, tvd2Bps: 10_000, membershipAucBps: 10_000 };
      return governance.send("jobRegistry", "setThresholds", RELEASE_PRIVATE, thresholds);
    };
    // The noise alone moves fifty rows from a hundred patients by more than 1/10,000.
    await setTvd1(1);
    const { orderId } = await market.placeOrder();
    assert.match((await saw("failed", orderId)).detail ?? "", /^CERTIFICATE_REFUSED/);
    assert.equal((await saw("certified", orderId)).detail, "not passed: the market's thresholds");
    await saw("refunded", orderId);
    await setTvd1(10_000);
    governance.close();
    const { order, job } = await readHistory(market.chain, orderId);
    assert.equal(order.status, "REFUNDED");
    assert.equal(job.failReason, "CERTIFICATE_REFUSED");
    assert.equal(job.record.certificate.passed, true);
    assert.ok(job.record.certificate.tvd1Bps > 1n);
  });

  test("a worker answers strangers, replays and large bodies with codes", async () => {
    const job = await readJob(market.chain, 1n);
    const { url } = await market.processes.get(market.nameOf(job.record.nodes[1]))!.ready;
    const { chain } = market;
    const scope = { purpose: "share", subject: "1" };
    const share = {
      orderId: "1",
      datasetId: "1",
      commitments: Array(3).fill(`0x${"00".repeat(32)}`),
      sealed: "0x",
    };
    await assert.rejects(postSigned(chain, `${url}/jobs/1/shares`, scope, share), { code: "E4005" });
    await assert.rejects(postSigned(chain, `${url}/jobs/1/shares`, { ...scope, subject: "2" }, share), {
      code: "E9004",
    });
    await assert.rejects(postSigned(chain, `${url}/jobs/1/nothing`, scope, share), { code: "E9006" });
    await assert.rejects(callHttp(`${url}/jobs/1/evaluation`, { method: "GET" }), { code: "E9004" });
    const look = await signRequest(chain.wallet, chain.chainId, { purpose: "evaluation", subject: "1" });
    await assert.rejects(callHttp(`${url}/jobs/1/evaluation`, { method: "GET", headers: look }), {
      code: "E4005",
    });
    const body = documentBytes({ filling: "x".repeat(17_000_000) });
    await assert.rejects(
      callHttp(`${url}/jobs/1/shares`, { method: "POST", body }),
      (error: { code: string }) =>
        // The answer may be lost when the connection is cut while the body is still being sent.
        ["E9003", "E6004"].includes(error.code),
    );
  });

  test("a hospital lists once, also after a crash between sending and saving", async () => {
    const count = () => market.chain.read<bigint>("datasetRegistry", "recordCount");
    assert.equal(await count(), 2n);
    const listing = join(market.folder, "hospital2", "listing.json");
    const saved = JSON.parse(await readFile(listing, "utf8")) as { datasetId: string };
    await market.processes.get("hospital2")!.stop();
    await rm(listing);
    const found = await market.start("hospital2");
    assert.equal((await found.ready).datasetId, saved.datasetId);
    await found.stop();
    const again = await market.start("hospital2");
    assert.equal((await again.ready).datasetId, saved.datasetId);
    assert.equal(await count(), 2n);
  });

  test("an RPC of another chain stops a node at start with E6002, before anything is sent", async () => {
    const file = join(market.folder, "other-chain.json");
    await writeFile(file, JSON.stringify({ ...market.deployment, chainId: 5 }));
    for (const [entry, name] of [
      ["worker", "worker1"],
      ["provider", "hospital1"],
    ] as const) {
      const environment = { ...market.environment(name), SYMBOLON_DEPLOYMENT: file, PORT: "0" };
      const process_ = startProcess(`synth-worker/src/jobs/${entry}/main.ts`, {
        ...environment,
        STATE_DIR: join(market.folder, "other"),
      });
      assert.equal(await process_.exited, 1);
      assert.equal(process_.failure()?.code, "E6002");
    }
  });

  test("a missing variable and a taken port are coded errors", async () => {
    const { RPC_URL: _, ...environment } = market.environment("worker1");
    const incomplete = startProcess("synth-worker/src/jobs/worker/main.ts", environment);
    assert.equal(await incomplete.exited, 1);
    assert.equal(incomplete.failure()?.code, "E8003");
    const taken = startProcess("synth-worker/src/jobs/worker/main.ts", market.environment("worker1"));
    assert.equal(await taken.exited, 1);
    assert.equal(taken.failure()?.code, "E8001");
  });

  test("when the chosen lead is away another worker claims, once, and the job finishes", async () => {
    const registered = [...(await market.chain.read<Iterable<string>>("workerRegistry", "workers"))];
    const orders = await market.chain.read<bigint>("market", "orderCount");
    const chosen = market.nameOf(registered[Number((orders + 1n) % 3n)]!);
    market.processes.get(chosen)!.child.kill("SIGSTOP");
    const { orderId } = await market.placeOrder();
    assert.equal(orderId, orders + 1n);
    const nodes = await nodesOf(orderId);
    assert.notEqual(nodes[0], chosen);
    market.processes.get(chosen)!.child.kill("SIGCONT");
    await saw("finalised", orderId);
    const to = await market.chain.provider.getBlockNumber();
    const claims = await readLogs(market.chain, "jobRegistry", "JobClaimed", { from: 0, to }, [orderId]);
    assert.equal(claims.length, 1);
  });

  test("two orders at once do not mix", async () => {
    const placed = [await market.placeOrder(), await market.placeOrder({ rows: 70 })];
    await Promise.all(placed.map(({ orderId }) => saw("finalised", orderId)));
    const hashes = await Promise.all(
      placed.map(async ({ orderId }) => (await readJob(market.chain, orderId)).record.report.outputHash),
    );
    assert.notEqual(hashes[0], hashes[1]);
  });

  test("a claim whose lead went away is claimed again by another, with new shares and one charge", async () => {
    const stopped = await stopOneNode();
    const { orderId } = await market.placeOrder();
    const [lead] = (await nodesOf(orderId)) as [ActorName];
    await eventually("first shares", async () =>
      (await sharesOf("hospital1", orderId)).length === 1 ? true : null,
    );
    market.processes.get(lead)!.child.kill("SIGSTOP");
    assert.equal((await readJob(market.chain, orderId)).state, "CLAIMED");
    await market.chain.provider.send("evm_increaseTime", [1900]);
    await market.chain.provider.send("evm_mine", []);
    await eventually("second claim", async () => {
      const { nodes } = (await readJob(market.chain, orderId)).record;
      return nodes[0] !== market.address(lead).toLowerCase() ? true : null;
    });
    goOn(stopped);
    goOn(lead);
    await saw("finalised", orderId);
    assert.equal((await chargesOf(orderId)).length, 2);
    const files = await sharesOf("hospital1", orderId);
    const commitments = await Promise.all(
      files.map(async (file) => {
        const { messages } = JSON.parse(await readFile(file, "utf8")) as {
          messages: { message: { commitments: string[] } }[];
        };
        return messages[0]!.message.commitments;
      }),
    );
    assert.equal(new Set(commitments.flat()).size, 6);
  });

  test("an order nobody measured is ended after its deadline by a hospital: buyer refunded, budget free", async () => {
    for (const name of WORKERS) market.processes.get(name)!.child.kill("SIGSTOP");
    const { orderId } = await market.placeOrder();
    await market.chain.provider.send("evm_increaseTime", [86_500]);
    await market.chain.provider.send("evm_mine", []);
    const hospitals = ["hospital1", "hospital2"] as const;
    await Promise.race(hospitals.map((name) => market.processes.get(name)!.saw("refunded", orderId)));
    for (const name of WORKERS) market.processes.get(name)!.child.kill("SIGCONT");
    assert.equal((await readOrder(market.chain, orderId)).status, "REFUNDED");
    for (const datasetId of [1n, 2n]) {
      const budget = await market.chain.read<{ reservedMicro: bigint }>(
        "privacyLedger",
        "budgetOf",
        datasetId,
      );
      assert.equal(budget.reservedMicro, 0n);
    }
  });
});
