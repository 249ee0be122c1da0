import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  digestOfBytes,
  type Hex,
  JointModel,
  joinSchemas,
  RELEASE_PRIVATE,
  SymbolonError,
  splitRho,
  toHex,
} from "@symbolon/protocol";
import { checkJointModel } from "../joint/checkJointModel.ts";
import { blindIdentifiers } from "../mpc/vertical/join/blindIdentifiers.ts";
import { writeList } from "../mpc/vertical/join/writeList.ts";
import { cryptoEntropy } from "../random/cryptoEntropy.ts";
import { openContentStore } from "./shared/contentStore.ts";
import { postSigned } from "./shared/postSigned.ts";
import { readJob } from "./shared/readJob.ts";
import { readOrder } from "./shared/readOrder.ts";
import { readWorkers } from "./shared/readWorkers.ts";
import { eventually } from "./test-support/eventually.ts";
import { type JobProbes, jobProbes } from "./test-support/jobProbes.ts";
import { LINKED_HOSPITALS, linkedSpec, writeLinkedHospitals } from "./test-support/linkedHospitals.ts";
import { type ActorName, startTestMarket, type TestMarket, WORKERS } from "./test-support/testMarket.ts";

const run = promisify(execFile);
const HOSPITALS = ["hospital1", "hospital2", "hospital3"] as const;

let market: TestMarket;
let probes: JobProbes;
/** Numbers of the hospitals' datasets. */
let ids: string[];
before(async () => {
  market = await startTestMarket({ hospitals: writeLinkedHospitals });
  probes = jobProbes(market);
  ids = await Promise.all(
    HOSPITALS.map(async (name) => (await market.processes.get(name)!.ready).datasetId!),
  );
});
after(() => market.close());

/** Places an order over the dataset of hospital `first` and that of hospital `second`, whichever has the lower number first. */
async function placeLinked(first: number, second: number) {
  const pair = [first, second].sort((a, b) => Number(ids[a]) - Number(ids[b])) as [number, number];
  const { spec, privateKey } = await linkedSpec(
    market.deployment.chainId,
    [ids[pair[0]]!, ids[pair[1]]!],
    [LINKED_HOSPITALS[pair[0]]!, LINKED_HOSPITALS[pair[1]]!],
  );
  return { orderId: await market.place(spec), spec, privateKey, pair };
}

/** The plain table of columns over the patients whom both hospitals count. */
async function plainTable(pair: readonly [number, number], columns: readonly string[]): Promise<number[]> {
  const patients = await Promise.all(
    pair.map(async (h) => {
      const rows = await probes.countedRows(HOSPITALS[h]!);
      return new Set(rows.map((row) => LINKED_HOSPITALS[h]!.patients[row]!));
    }),
  );
  const common = [...patients[0]!].filter((patient) => patients[1]!.has(patient));
  const found = columns.map((name) => {
    const { schema, cells } = pair
      .map((h) => LINKED_HOSPITALS[h]!)
      .find((hospital) => hospital.schema.columns.some((each) => each.name === name))!;
    const place = schema.columns.findIndex((each) => each.name === name);
    const column = schema.columns[place]!;
    return { levels: column.kind === "categorical" ? column.levels : [], cells: cells[place]! };
  });
  const counts = new Array<number>(found.reduce((size, { levels }) => size * levels.length, 1)).fill(0);
  for (const patient of common) {
    let cell = 0;
    for (const { levels, cells } of found) cell = cell * levels.length + levels.indexOf(cells[patient]!);
    counts[cell]!++;
  }
  return counts;
}

/** Every byte that nodes keep, of all orders. */
async function keptByNodes(): Promise<string[]> {
  const files: string[] = [];
  for (const name of WORKERS) {
    const folder = join(market.folder, name);
    for (const each of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (each.isFile()) files.push(await readFile(join(each.parentPath, each.name), "latin1"));
  }
  return files;
}

describe("a job on linked patients over real processes and a real chain", { timeout: 600_000 }, () => {
  test("runs from order to payment; its tables are the plain counts of the patients whom both hospitals count, but for the noise", async () => {
    const { orderId, spec, privateKey, pair } = await placeLinked(0, 1);
    await ended(orderId);
    const job = await readJob(market.chain, orderId);
    assert.equal(job.state, "FINALISED");
    assert.equal(job.record.certificate.releaseClass, RELEASE_PRIVATE);
    assert.equal((await probes.chargesOf(orderId)).length, 2);
    const { IPFS_API_URL, IPFS_API_TOKEN } = market.environment("buyer");
    const store = openContentStore({ apiUrl: IPFS_API_URL!, apiToken: IPFS_API_TOKEN! });
    const model = JointModel.parse(await store.document(job.record.report.modelDigest));
    assert.ok(checkJointModel(model).every(({ ok }) => ok));
    assert.equal(model.inputsDigest, job.record.commitDigest);
    assert.deepEqual(
      model.linked,
      spec.parts.map(({ datasetId, columns }) => ({ datasetId, columns })),
    );
    assert.equal(model.tables.length, 5 + spec.workload.length);
    let cells = 0;
    for (const { columns, noisyCounts, coins } of model.tables) {
      const plain = await plainTable(pair, columns);
      assert.equal(plain.length, noisyCounts.length);
      for (const [cell, count] of noisyCounts.entries()) {
        cells++;
        // Six deviations of the noise: beyond it by chance 2e-9 per cell, 1e-7 in all.
        assert.ok(Math.abs(count - plain[cell]!) <= 3 * Math.sqrt(coins), `${columns.join()} ${cell}`);
      }
    }
    assert.equal(cells, 14 + 12 + 4 + 6 + 6);
    // Whom one hospital alone has is in no count: a fifth is held out at each, so about 115 of the 180 common patients, never 240, are counted.
    const [{ noisyCounts, coins }] = model.tables as [JointModel["tables"][number]];
    const total = noisyCounts.reduce((a, b) => a + b, 0);
    const exact = (await plainTable(pair, [model.tables[0]!.columns[0]!])).reduce((a, b) => a + b, 0);
    assert.ok(exact > 80 && exact < 150, `${exact}`);
    assert.ok(Math.abs(total - exact) <= 3 * Math.sqrt(coins * noisyCounts.length));

    const lead = market.nameOf(job.record.nodes[0]);
    const csv = await probes.openDelivery(lead, orderId, privateKey);
    assert.equal(digestOfBytes(csv), job.record.report.outputHash);
    const [header, ...rows] = new TextDecoder().decode(csv).trim().split("\n");
    assert.equal(
      header,
      joinSchemas(pair.map((h) => partOf(h)))
        .columns.map(({ name }) => name)
        .join(),
    );
    assert.equal(rows.length, spec.rows);

    // Each hospital judges its own columns, with half of what an order may spend on it.
    const { mainMicro } = splitRho(BigInt(spec.rhoMicro));
    for (const h of pair) {
      const folder = join(market.folder, HOSPITALS[h]!, "orders");
      const name = (await readdir(folder)).find((file) => file.startsWith(`${orderId}-answers-`))!;
      const answers = JSON.parse(await readFile(join(folder, name), "utf8")) as {
        mainMicro: string;
        oneWay: { column: string }[];
      };
      assert.equal(answers.mainMicro, String(mainMicro / 2n));
      assert.deepEqual(
        answers.oneWay.map(({ column }) => column),
        partOf(h).columns,
      );
    }

    const checks = await verify(orderId, csv);
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
    assert.match(checks.find(({ name }) => name === "model of the order")!.detail, /linked patients/);
  });

  test("no identifier is in clear at a node, in any spelling; the key of the tokens is gone once the rows are in", async () => {
    const kept = (await keptByNodes()).map((text) => text.toLowerCase());
    assert.ok(kept.length > 10);
    const spellings = LINKED_HOSPITALS.flatMap(({ patients, idOf }) =>
      patients.slice(0, 50).flatMap((patient) => {
        const plain = idOf(patient).toLowerCase();
        const normal = plain.replace(/[^a-z0-9]/g, "");
        return [plain, normal, normal.toUpperCase()].flatMap((text) => [
          text.toLowerCase(),
          Buffer.from(text).toString("hex"),
          Buffer.from(text).toString("base64").replace(/=+$/, "").slice(0, -2).toLowerCase(),
        ]);
      }),
    );
    for (const text of kept)
      for (const spelling of spellings) assert.ok(!text.includes(spelling), `${spelling} is in clear`);
    for (const name of WORKERS) {
      const path = join(await probes.jobFolder(name, 1n), "link.json");
      assert.deepEqual(JSON.parse(await readFile(path, "utf8")), { key: null, lists: {} });
    }
  });

  test("a second list of a hospital is refused, also by a node that was killed and came back; the job goes on with the first", async () => {
    const { orderId, pair } = await placeLinked(0, 1);
    const [, second, third] = await probes.nodesOf(orderId);
    // Without the third node nobody has all answers, so nothing moves on.
    await kill(third!);
    const listed = async (name: ActorName) => {
      const path = join(await probes.jobFolder(name, orderId), "link.json");
      const { key, lists } = JSON.parse(await readFile(path, "utf8")) as {
        key: { publicKey: Hex } | null;
        lists: Record<string, Hex>;
      };
      return lists[ids[pair[0]]!] === undefined ? null : key;
    };
    const key = await eventually("a list at the second node", () => listed(second!));
    await refuseSecond(orderId, pair[0], second!);
    await kill(second!);
    await market.start(second!);
    assert.deepEqual(await listed(second!), key);
    await refuseSecond(orderId, pair[0], second!);
    await market.start(third!);
    await ended(orderId);
    assert.equal((await probes.chargesOf(orderId)).length, 2);
  });

  test("a hospital that links nobody refuses before any list is made; the buyer is refunded at once, nothing is charged", async () => {
    const { orderId } = await placeLinked(0, 2);
    const failed = await probes.saw("failed", orderId);
    assert.match(failed.detail ?? "", /^LEAD_GAVE_UP: E2021 /);
    await probes.saw("refunded", orderId);
    assert.equal((await readOrder(market.chain, orderId)).status, "REFUNDED");
    assert.equal((await probes.chargesOf(orderId)).length, 0);
    const files = await readdir(join(market.folder, "hospital3", "orders"));
    assert.ok(files.every((file) => !file.includes("list")));
  });
});

const partOf = (h: number) => {
  const { schema } = LINKED_HOSPITALS[h]!;
  return { schema, columns: schema.columns.map(({ name }) => name) };
};

/** Waits until the job is over, as long as the suite may take: lists alone cost each node a thousand scalar multiplications. */
async function ended(orderId: bigint): Promise<void> {
  for (;;) {
    const { state } = await readJob(market.chain, orderId);
    assert.notEqual(state, "FAILED");
    if (state === "FINALISED") return;
    await delay(200);
  }
}

async function kill(name: ActorName): Promise<void> {
  const process_ = market.processes.get(name)!;
  process_.child.kill("SIGKILL");
  await process_.exited;
}

/** Sends a node another list in the name of hospital `h`. */
async function refuseSecond(orderId: bigint, h: number, node: ActorName): Promise<void> {
  const chain = await market.chainOf(HOSPITALS[h]!);
  try {
    const account = market.address(node).toLowerCase();
    const { endpoint } = (await readWorkers(chain)).find((worker) => worker.account === account)!;
    const { elements } = blindIdentifiers([new TextEncoder().encode("another")], cryptoEntropy());
    const subject = String(orderId);
    const message = { orderId: subject, datasetId: ids[h]!, list: toHex(writeList(elements)) };
    await assert.rejects(
      postSigned(chain, `${endpoint}/jobs/${subject}/list`, { purpose: "list", subject }, message),
      (error) =>
        error instanceof SymbolonError && error.code === "E4020" && /second list/.test(error.message),
    );
  } finally {
    chain.close();
  }
}

/** The checks of `symbolon verify` on a delivered file. */
async function verify(
  orderId: bigint,
  csv: Uint8Array,
): Promise<{ ok: boolean; name: string; detail: string }[]> {
  const file = join(market.folder, "order.csv");
  await writeFile(file, csv);
  const { RPC_URL, SYMBOLON_DEPLOYMENT, IPFS_API_URL } = market.environment("buyer");
  const main = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));
  const source = ["--rpc", RPC_URL!, "--deployment", SYMBOLON_DEPLOYMENT!, "--ipfs", IPFS_API_URL!];
  const args = [main, "verify", file, "--order", String(orderId), "--json", ...source];
  const { stdout } = await run(process.execPath, args).catch((error: { stdout: string }) => error);
  return (JSON.parse(stdout) as { checks: { ok: boolean; name: string; detail: string }[] }).checks;
}
