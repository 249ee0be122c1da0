import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { ShareMessage } from "@symbolon/protocol";
import { readJob } from "./shared/readJob.ts";
import { eventually } from "./test-support/eventually.ts";
import { type JobProbes, jobProbes } from "./test-support/jobProbes.ts";
import { startTestMarket, type TestMarket, WORKERS } from "./test-support/testMarket.ts";

const CLI = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));

let market: TestMarket;
let probes: JobProbes;
before(async () => {
  market = await startTestMarket({ start: false });
  probes = jobProbes(market);
  for (const name of WORKERS) await market.start(name);
  for (const name of ["hospital1", "hospital2"] as const) await market.start(name);
  // From here on hospital2 has no running node.
  await market.processes.get("hospital2")!.stop();
});
after(() => market.close());

/** What the command line told: exit code, and the JSON it printed. */
type Outcome = {
  readonly code: number;
  readonly value: {
    readonly steps?: { step: string; detail: string | null }[];
    readonly error?: { code: string };
  };
};

/** `symbolon take-part` as hospital2 runs it. */
const takePart = (orderId: bigint, ...more: string[]) =>
  new Promise<Outcome>((resolve, reject) => {
    const { PRIVATE_KEY, RPC_URL, SYMBOLON_DEPLOYMENT, STATE_DIR, IPFS_API_URL, PROVIDER_CONFIG } =
      market.environment("hospital2");
    const args = [
      ...["take-part", String(orderId), "--config", PROVIDER_CONFIG!, "--state", STATE_DIR!, "--json"],
      ...["--rpc", RPC_URL!, "--deployment", SYMBOLON_DEPLOYMENT!, "--ipfs", IPFS_API_URL!, ...more],
    ];
    const env = { PATH: process.env.PATH, NODE_NO_WARNINGS: "1", SYMBOLON_PRIVATE_KEY: PRIVATE_KEY };
    execFile(process.execPath, [CLI, ...args], { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      try {
        resolve({ code, value: JSON.parse(stdout.trim().split("\n").at(-1) ?? "") });
      } catch {
        reject(new Error(`take-part printed no JSON: ${stderr.slice(-1500)}`));
      }
    });
  });
const sealedBytes = async (orderId: bigint): Promise<string[]> => {
  const [file] = await probes.sharesOf("hospital2", orderId);
  const { messages } = JSON.parse(await readFile(file!, "utf8")) as { messages: { message: ShareMessage }[] };
  return messages.map(({ message }) => message.sealed);
};

describe("a hospital without a running node", { timeout: 300_000 }, () => {
  test("takes part by two commands, run twice each: one draw of shares, one of noise, and the job ends well", async () => {
    const { orderId, spec } = await market.placeOrder();
    await probes.nodesOf(orderId);
    // Two at once: both may count and draw, but one set of packages is kept, and only that is sent.
    const [one, other] = await Promise.all([takePart(orderId), takePart(orderId)]);
    assert.deepEqual([one.code, other.code], [0, 0], JSON.stringify([one.value, other.value]));
    const shared = [one, other].flatMap(({ value }) => value.steps!).filter(({ step }) => step === "shared");
    assert.match(shared[0]!.detail ?? "", /^one sealed package each to 0x[0-9a-f]{40}, 0x[0-9a-f]{40}, 0x/);
    assert.equal((await probes.sharesOf("hospital2", orderId)).length, 1);
    const sealed = await sealedBytes(orderId);
    const again = await takePart(orderId);
    assert.deepEqual([again.code, again.value.steps], [0, []]);
    assert.deepEqual(await sealedBytes(orderId), sealed);
    const tables = await probes.openShares("hospital2", spec, { datasetId: 2n, orderId });
    const counted = (await probes.countedRows("hospital2")).length;
    for (const table of tables)
      assert.equal(
        table.reduce((sum, count) => sum + count, 0),
        counted,
      );

    const answers = await Promise.all([takePart(orderId, "--answer"), takePart(orderId, "--answer")]);
    assert.deepEqual(
      answers.map(({ code }) => code),
      [0, 0],
      JSON.stringify(answers),
    );
    await probes.saw("finalised", orderId);
    const folder = join(market.folder, "hospital2", "orders");
    const files = (await readdir(folder)).filter((file) => file.startsWith(`${orderId}-answers-`));
    assert.equal(files.length, 1);
    const before_ = await stat(join(folder, files[0]!));
    const late = await takePart(orderId, "--answer");
    assert.deepEqual([late.code, late.value.steps], [0, []]);
    assert.equal((await stat(join(folder, files[0]!))).mtimeMs, before_.mtimeMs);
  });

  test("takes over from its own node, stopped after it had sealed, with the same bytes", async () => {
    const stopped = await probes.stopOneNode();
    const { orderId } = await market.placeOrder();
    await probes.nodesOf(orderId);
    const node = await market.start("hospital2");
    await eventually("shares", async () => (await probes.sharesOf("hospital2", orderId))[0]);
    await node.stop();
    const sealed = await sealedBytes(orderId);
    probes.goOn(stopped);
    const outcome = await takePart(orderId);
    assert.equal(outcome.code, 0, JSON.stringify(outcome.value));
    assert.deepEqual(await sealedBytes(orderId), sealed);
    assert.equal((await takePart(orderId, "--answer")).code, 0);
    await probes.saw("finalised", orderId);
    assert.equal((await readJob(market.chain, orderId)).state, "FINALISED");
  });

  test("what a node refuses, the command refuses: with the code, exit 1, and no share; and again when it is run again", async () => {
    const { orderId } = await market.placeOrder({
      datasetIds: ["2"],
      cohort: [{ column: "stage", in: ["3"] }],
    });
    await probes.nodesOf(orderId);
    for (let run = 0; run < 2; run++) {
      const { code, value } = await takePart(orderId);
      assert.deepEqual([code, value.error?.code], [1, "E2016"]);
    }
    assert.equal((await probes.sharesOf("hospital2", orderId)).length, 0);
  });

  test("an order that is not there and a changed file end with their codes", async () => {
    assert.equal((await takePart(999n)).value.error?.code, "E2004");
    const config = market.environment("hospital2").PROVIDER_CONFIG!;
    const records = join(config, "..", "records.csv");
    const kept = await readFile(records, "utf8");
    await writeFile(records, `${kept}P9999,50,f,1\n`);
    assert.equal((await takePart(1n)).value.error?.code, "E1006");
    await writeFile(records, kept);
  });
});
