import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  digestOfBytes,
  digestOfDocument,
  makeHpkeKeyPair,
  RELEASE_PRIVATE,
  RELEASE_STATISTICS,
  StatisticsCertificate,
  StatisticsOrderSpec,
  StatisticsResult,
  StatisticsTranscript,
} from "@symbolon/protocol";
import type { NodeSession } from "../mpc/nodeSession.ts";
import { lungRequests } from "../mpc/statistics/test-support/lungRequests.ts";
import { near } from "../mpc/statistics/test-support/near.ts";
import { transcriptSums } from "../mpc/statistics/transcriptSums.ts";
import { rhoMicroFor } from "../privacy/rhoMicroFor.ts";
import { openContentStore } from "./shared/contentStore.ts";
import { getSigned } from "./shared/getSigned.ts";
import { readJob } from "./shared/readJob.ts";
import { readOrder } from "./shared/readOrder.ts";
import { eventually } from "./test-support/eventually.ts";
import { type JobProbes, jobProbes } from "./test-support/jobProbes.ts";
import { LUNG_SCHEMA, lungHospitals } from "./test-support/lungHospitals.ts";
import { type ActorName, startTestMarket, type TestMarket } from "./test-support/testMarket.ts";

const run = promisify(execFile);
const skip = existsSync(new URL("../../../../shared/data/lung/lung.csv", import.meta.url))
  ? false
  : "the shared data folder is not beside the repository";

const AGE = { column: "age", min: 0, max: 120 };

let market: TestMarket;
let probes: JobProbes;
before(async () => {
  if (skip !== false) return;
  market = await startTestMarket({ hospitals: lungHospitals });
  probes = jobProbes(market);
});
after(() => market?.close());

async function placeStatistic(request: object, change: object = {}) {
  const keys = await makeHpkeKeyPair();
  const spec = StatisticsOrderSpec.parse({
    format: "symbolon-order/3",
    engine: "statistics",
    rows: 1,
    rhoMicro: "1",
    chainId: market.deployment.chainId,
    schemaDigest: digestOfDocument(LUNG_SCHEMA),
    datasetIds: ["1", "2", "3"],
    purpose: 1 << 4,
    buyerKey: keys.publicKey,
    request,
    release: { kind: "aggregate" },
    ...change,
  });
  return { orderId: await market.place(spec), spec, privateKey: keys.privateKey };
}

/** A finalised statistic as its buyer has it, with the pinned documents of its job. */
async function finished({ orderId, privateKey }: Awaited<ReturnType<typeof placeStatistic>>) {
  await probes.saw("finalised", orderId);
  const { record } = await readJob(market.chain, orderId);
  const lead = market.nameOf(record.nodes[0]);
  const file = await probes.openDelivery(lead, orderId, privateKey);
  assert.equal(digestOfBytes(file), record.report.outputHash);
  const { IPFS_API_URL, IPFS_API_TOKEN } = market.environment("buyer");
  const store = openContentStore({ apiUrl: IPFS_API_URL!, apiToken: IPFS_API_TOKEN! });
  const transcript = StatisticsTranscript.parse(await store.document(record.report.modelDigest));
  const certificate = StatisticsCertificate.parse(await store.document(record.certificate.certificateDigest));
  const result = StatisticsResult.parse(JSON.parse(new TextDecoder().decode(file)));
  return { file, record, transcript, certificate, result, figures: result.figures };
}

async function verify(bytes: Uint8Array, orderId: bigint) {
  const path = join(market.folder, `result-${orderId}.json`);
  await writeFile(path, bytes);
  const { RPC_URL, SYMBOLON_DEPLOYMENT, IPFS_API_URL } = market.environment("buyer");
  const main = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));
  const source = ["--rpc", RPC_URL!, "--deployment", SYMBOLON_DEPLOYMENT!, "--ipfs", IPFS_API_URL!];
  const args = [main, "verify", path, "--order", String(orderId), "--json", ...source];
  const { stdout } = await run(process.execPath, args).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout) as { ok: boolean; checks: { name: string; ok: boolean; detail: string }[] };
}

/** A node's sessions of an order's first claim, round by round. */
async function roundsOf(name: ActorName, orderId: bigint): Promise<NodeSession[]> {
  const path = join(await probes.jobFolder(name, orderId), "rounds.json");
  return JSON.parse(await readFile(path, "utf8")) as NodeSession[];
}

describe("statistics over real processes and a real chain", { timeout: 600_000, skip }, () => {
  test("stratified Cox over three institutions is the pooled fit to 1e-6, through the whole job", async () => {
    const placed = await placeStatistic(lungRequests.cox);
    const { record, certificate, transcript, figures, file } = await finished(placed);
    assert.ok(figures.statistic === "cox");
    // R survival 3.5-3 (shared/reference/ehds.md 5.3).
    [0.010501715, -0.583496455, 0.536505312].forEach((expected, j) => {
      near(figures.terms[j]!.coefficient, expected, 1e-6);
    });
    [0.009465662, 0.171061903, 0.118622342].forEach((expected, j) => {
      near(figures.terms[j]!.standardError, expected, 1e-6);
    });
    assert.deepEqual([figures.records, figures.events], [226, 163]);
    assert.equal(figures.privacy.label, "aggregate, not private");
    assert.equal(record.certificate.releaseClass, RELEASE_STATISTICS);
    assert.deepEqual(certificate.privacy, { none: "aggregate, not private" });
    assert.equal(transcript.rounds.length, figures.evaluations + 1);
    assert.equal(transcript.rounds[0]!.commitDigest, record.commitDigest);
    // Exact sums are published nowhere.
    assert.ok(transcript.rounds.every(({ opened }) => opened === null));
    const charges = await probes.chargesOf(placed.orderId);
    assert.deepEqual(
      charges.map(({ args }) => args.rhoMicro),
      [1n, 1n, 1n],
    );
    const verdict = await verify(file, placed.orderId);
    assert.equal(verdict.ok, true, JSON.stringify(verdict.checks.filter(({ ok }) => !ok)));
    const changed = new TextDecoder().decode(file).replace("163", "164");
    const broken = (await verify(new TextEncoder().encode(changed), placed.orderId)).checks;
    assert.ok(broken.some(({ name, ok }) => name === "file hash" && !ok));
  });

  test("a table shows no count below its limit, neither in the result nor in what is pinned", async () => {
    const placed = await placeStatistic(lungRequests.sexByEcog);
    const { figures, transcript, certificate } = await finished(placed);
    assert.ok(figures.statistic === "table");
    const shown = [...figures.counts, ...figures.rowTotals, ...figures.columnTotals, figures.total];
    assert.ok(figures.counts.includes(null), "one patient has ECOG 3");
    assert.ok(shown.every((count) => count === null || count >= 10));
    assert.ok(shown.some((count) => count !== null && count >= 10));
    assert.ok(transcript.rounds.every(({ opened }) => opened === null));
    assert.deepEqual([certificate.passed, certificate.reasons], [true, []]);
  });

  test("a private mean charges its rho once, says its noise, and anybody finds it again from what is pinned", async () => {
    const release = { kind: "private", epsilon: 1, delta: 1e-6 } as const;
    const rhoMicro = rhoMicroFor(release.epsilon, release.delta);
    const placed = await placeStatistic(
      { statistic: "means", columns: [AGE] },
      { release, rhoMicro: rhoMicro.toString() },
    );
    const { figures, transcript, record, certificate, file } = await finished(placed);
    assert.ok(figures.statistic === "means" && figures.privacy.label === "private");
    // rho = 3 / (2 sigma^2) for the three sums of one column, of which three nodes add half of sigma^2 each.
    near(figures.privacy.noiseDeviation, Math.sqrt((1.5 * 3e6) / (2 * Number(rhoMicro))), 1e-4);
    assert.equal(record.certificate.releaseClass, RELEASE_PRIVATE);
    assert.ok("epsilon" in certificate.privacy && certificate.privacy.epsilon === 1);
    const charges = await probes.chargesOf(placed.orderId);
    assert.deepEqual(
      charges.map(({ args }) => args.rhoMicro),
      [rhoMicro, rhoMicro, rhoMicro],
    );
    const { step } = transcriptSums(placed.spec, transcript);
    assert.ok(step.step === "released");
    assert.deepEqual(step.result, figures);
    const verdict = await verify(file, placed.orderId);
    assert.equal(verdict.ok, true, JSON.stringify(verdict.checks.filter(({ ok }) => !ok)));
  });

  test("what the limits withhold ends the job before anything is delivered; the buyer is refunded, and no figure is named", async () => {
    const balance = () => market.chain.read<bigint>("token", "balanceOf", market.address("buyer"));
    const before_ = await balance();
    const { orderId } = await placeStatistic(
      { statistic: "means", columns: [AGE] },
      { cohort: [{ column: "age", from: 80 }] },
    );
    const failed = await probes.saw("failed", orderId);
    assert.match(failed.detail ?? "", /^LEAD_GAVE_UP: E2020 .*withheld: the cohort has too few records/);
    assert.doesNotMatch((failed.detail ?? "").replace(`order ${orderId}`, "").replace("E2020", ""), /\d/);
    await probes.saw("refunded", orderId);
    assert.equal((await readOrder(market.chain, orderId)).status, "REFUNDED");
    assert.equal(await balance(), before_);
    const { record } = await readJob(market.chain, orderId);
    for (const node of record.nodes) {
      const folder = await probes.jobFolder(market.nameOf(node), orderId);
      assert.ok(!(await readdir(folder)).includes("delivery.json"));
    }
  });

  test("a node killed between rounds goes on where it was, with one charge and the same opened sums", async () => {
    const placed = await placeStatistic({ ...lungRequests.quantiles, max: 2000 });
    const { orderId } = placed;
    const nodes = await probes.nodesOf(orderId);
    const victim = nodes[1]!;
    const opened = await eventually("two opened rounds", async () => {
      const rounds = await roundsOf(victim, orderId);
      return rounds.filter(({ step }) => step === "opened").length >= 2 ? rounds : null;
    });
    const killed = market.processes.get(victim)!;
    killed.child.kill("SIGKILL");
    await killed.exited;
    const kept = await roundsOf(victim, orderId);
    assert.ok(kept.length >= opened.length);
    await market.start(victim);
    const { figures, transcript } = await finished(placed);
    assert.ok(figures.statistic === "quantiles" && figures.quantiles.length === 3);
    // The median of 226 survival times, some of them censored: between the quartiles.
    assert.ok(figures.quantiles[0]!.to <= figures.quantiles[2]!.to);
    const after_ = await roundsOf(victim, orderId);
    kept.forEach((session, round) => {
      if (session.step !== "opened") return;
      const now = after_[round]!;
      assert.ok(now.step === "opened");
      assert.deepEqual(now.commitments, session.commitments);
    });
    assert.equal(after_.length, transcript.rounds.length);
    assert.equal((await probes.chargesOf(orderId)).length, 3);
  });

  test("nobody but a provider of the order is told its sums", async () => {
    const [order] = await Promise.all([readJob(market.chain, 1n)]);
    const { url } = await market.processes.get(market.nameOf(order.record.nodes[0]))!.ready;
    const asks = getSigned(market.chain, `${url}/jobs/1/rounds`, { purpose: "rounds", subject: "1" });
    await assert.rejects(asks, { code: "E4005" });
  });
});
