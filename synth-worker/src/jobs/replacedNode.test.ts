import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { digestOfBytes, digestOfDocument, splitRho } from "@symbolon/protocol";
import type { Journal } from "../joint/journal.ts";
import { getSigned } from "./shared/getSigned.ts";
import { readJob } from "./shared/readJob.ts";
import { eventually } from "./test-support/eventually.ts";
import { type JobProbes, jobProbes } from "./test-support/jobProbes.ts";
import { type ActorName, startTestMarket, type TestMarket, WORKERS } from "./test-support/testMarket.ts";
import type { KeptModel } from "./worker/claims.ts";

let market: TestMarket;
let probes: JobProbes;
before(async () => {
  market = await startTestMarket({ environment: { REPLACE_SECONDS: "3" } });
  probes = jobProbes(market);
});
after(() => market.close());

/** A node's JSON file of the order's first claim. */
const read = async <T>(name: ActorName, orderId: bigint, file: string): Promise<T> =>
  JSON.parse(await readFile(join(await probes.jobFolder(name, orderId), file), "utf8")) as T;

/** Kills the node in place `index` of a running AIM job, between two openings, for good. */
async function killOne(index: 0 | 1 | 2) {
  const { orderId, spec, privateKey } = await market.placeOrder({ engine: "aim", workload: [] });
  const nodes = await probes.nodesOf(orderId);
  const victim = nodes[index]!;
  await eventually("an opening", async () => {
    const { steps } = await read<Journal>(victim, orderId, "journal.json");
    return steps[0]?.opened ? true : null;
  });
  const killed = market.processes.get(victim)!;
  killed.child.kill("SIGKILL");
  await killed.exited;
  const before = await read<Journal>(victim, orderId, "journal.json");
  return { orderId, spec, privateKey, nodes, victim, before };
}

/** The first progress of this step of any of the four. */
const anyWorker = (step: string, orderId: bigint) =>
  Promise.race(
    [...WORKERS, "worker4" as const].map((name) => market.processes.get(name)!.saw(step, orderId)),
  );

describe("a node that does not come back", { timeout: 300_000 }, () => {
  test("is replaced by another, which gets its shares from the two that stayed; the job ends with one charge", async () => {
    const { orderId, spec, privateKey, nodes, victim, before } = await killOne(1);
    await market.start("worker4");
    const replaced = await probes.saw("replaced", orderId);
    assert.match(replaced.detail ?? "", /^node 1: 0x/);
    await probes.saw("finalised", orderId);
    const job = await readJob(market.chain, orderId);
    assert.equal(market.nameOf(job.record.nodes[1]), "worker4");
    assert.equal(market.nameOf(job.claimedNodes[1]), victim);
    assert.equal(job.record.certificate.passed, true);

    const stayed = [nodes[0]!, "worker4", nodes[2]!] as const;
    const journals = await Promise.all(stayed.map((name) => read<Journal>(name, orderId, "journal.json")));
    for (const journal of journals) assert.deepEqual(journal, journals[0]);
    const { steps } = journals[0]!;
    for (const [i, { entry, opened }] of before.steps.entries()) {
      assert.deepEqual(steps[i]!.entry, entry);
      if (steps[i]!.opened !== null && opened !== null) assert.deepEqual(steps[i]!.opened, opened);
    }
    const spentPico = steps.reduce((sum, { entry }) => sum + BigInt(entry.picoRho), 0n);
    assert.ok(spentPico <= splitRho(BigInt(spec.rhoMicro)).mainMicro * 1_000_000n);
    assert.equal((await probes.chargesOf(orderId)).length, 2);

    const models = await Promise.all(stayed.map((name) => read<KeptModel>(name, orderId, "model.json")));
    for (const { model } of models) assert.equal(digestOfDocument(model), job.record.report.modelDigest);
    assert.deepEqual(models[0]!.model.nodes, job.record.nodes);
    const csv = await probes.openDelivery(nodes[0]!, orderId, privateKey);
    assert.equal(digestOfBytes(csv), job.record.report.outputHash);
  });

  test("does not get its place back, and nobody but the newcomer gets shares handed over", async () => {
    const job = await readJob(market.chain, 1n);
    const old = WORKERS.find(
      (name) => !job.record.nodes.includes(market.address(name).toLowerCase() as never),
    )!;
    const back = await market.start(old);
    assert.equal(back.child.exitCode, null);
    const chain = await market.chainOf(old);
    const { url } = await market.processes.get(market.nameOf(job.record.nodes[0]))!.ready;
    const asks = getSigned(chain, `${url}/jobs/1/handover`, { purpose: "handover", subject: "1" });
    await assert.rejects(asks, { code: "E4005" });
    chain.close();
  });

  test("that led is replaced too: the newcomer leads", async () => {
    const { orderId, nodes } = await killOne(0);
    await anyWorker("replaced", orderId);
    await anyWorker("finalised", orderId);
    const job = await readJob(market.chain, orderId);
    assert.notEqual(market.nameOf(job.record.nodes[0]), nodes[0]);
    assert.equal(market.nameOf(job.record.nodes[1]), nodes[1]);
    assert.equal(job.record.certificate.passed, true);
  });
});
