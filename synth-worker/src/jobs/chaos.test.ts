import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { digestOfBytes, type Hex } from "@symbolon/protocol";
import { keystream } from "../random/keystream.ts";
import { readHistory } from "./shared/readHistory.ts";
import { readJob } from "./shared/readJob.ts";
import { readLogs } from "./shared/readLogs.ts";
import { eventually } from "./test-support/eventually.ts";
import { type JobProbes, jobProbes } from "./test-support/jobProbes.ts";
import { type Killer, makeKiller } from "./test-support/killer.ts";
import { fullDisk, skewedClock } from "./test-support/preloads.ts";
import { startTestMarket, type TestMarket } from "./test-support/testMarket.ts";

/** Steps of a private job at which a process can be killed: all that its hospitals and workers tell. */
const STEPS = [
  "claimed",
  "shared",
  "measured",
  "computed",
  "generated",
  "committed",
  "reported",
  "answered",
  "evaluated",
  "certified",
  "pinned",
  "finalised",
  "withdrawn",
] as const;
/** Kills at random moments after the first job, and how many of them one job sees before it is left in peace. */
const KILLS = process.env.TEST_PROFILE === "full" ? 200 : 4;
const KILLS_PER_JOB = 10;
const MOST_MILLIS = 1500;
/** Not an assertion about speed: a job that stands still must end the test with everybody's log. */
const PATIENCE_SECONDS = 240;

let market: TestMarket;
let probes: JobProbes;
let killer: Killer;
const seed = randomBytes(32);
before(async () => {
  market = await startTestMarket();
  probes = jobProbes(market);
  killer = makeKiller(market, keystream(seed, "chaos"));
});
after(() => market.close());

/** Places an order, does `harm` while it runs, and holds it to everything that a quiet order is held to. */
async function survive(harm: (isOver: () => Promise<boolean>) => Promise<void>): Promise<void> {
  const { orderId, spec, privateKey } = await market.placeOrder();
  const stateOf = async () => (await readJob(market.chain, orderId)).state;
  const told = () => `seed ${seed.toString("hex")}, killed: ${killer.killed.join(", ")}`;
  const logs = () =>
    [...market.processes].map(([name, { log }]) => `${name}: ${log().slice(-6000)}`).join("\n");
  await harm(async () => ["FINALISED", "FAILED"].includes(await stateOf()));
  await killer.settled();
  await eventually(
    () => `the end of order ${orderId} (${told()})\n${logs()}`,
    async () => (["FINALISED", "FAILED"].includes(await stateOf()) ? true : null),
    PATIENCE_SECONDS,
  );
  const { order, job } = await readHistory(market.chain, orderId);
  assert.equal(
    job.state,
    "FINALISED",
    `${job.failReason}; ${told()}\n${job.state === "FINALISED" ? "" : logs()}`,
  );

  // Paid once: what the order cost goes to its payees, each part claimed by one event.
  const to = () => market.chain.provider.getBlockNumber();
  const settled = await readLogs(market.chain, "market", "OrderSettled", { from: 0, to: await to() }, [
    orderId,
  ]);
  assert.equal(settled.length, 1, told());
  const amounts = [...(settled[0]!.args.settlement.amountsWei as Iterable<bigint>)];
  assert.equal(
    amounts.reduce((sum, wei) => sum + wei, 0n),
    order.terms.totalWei,
  );
  const providers = order.terms.providers.map((account) => account.toLowerCase());
  const claims = await eventually(`both hospitals paid (${told()})`, async () => {
    const logs = await readLogs(market.chain, "market", "PayoutClaimed", { from: 0, to: await to() }, [
      orderId,
    ]);
    const paid = logs.map((log) => String(log.args.payee).toLowerCase());
    return providers.every((account) => paid.includes(account)) ? logs : null;
  });
  const positions = claims.map((log) => String(log.args.index));
  assert.equal(new Set(positions).size, positions.length, told());
  for (const log of claims) assert.equal(log.args.amountWei, amounts[Number(log.args.index)]);

  // Charged once, for each dataset.
  const charged = (await probes.chargesOf(orderId)).map((charge) => String(charge.args.datasetId)).sort();
  assert.deepEqual(charged, [...spec.datasetIds].sort(), told());

  // Nothing lost: the buyer opens what the report names.
  const lead = market.nameOf(job.record.nodes[0]);
  const file = await eventually(`the delivery of order ${orderId} (${told()})`, () =>
    probes.openDelivery(lead, orderId, privateKey as Hex),
  );
  assert.equal(digestOfBytes(file), job.record.report.outputHash, told());
}

describe("kill -9", { timeout: 3_000_000 }, () => {
  test("of whoever tells a step, at every step of a job: nothing is lost and nothing is paid twice", async () => {
    killer.killAtSteps(STEPS);
    await survive(async () => undefined);
    assert.ok(killer.done.size >= 10, `killed at ${[...killer.done].join(", ")} only`);
  });

  test(`of any process at random moments, ${KILLS} times over as many jobs as that takes`, async () => {
    const first = killer.killed.length;
    const count = () => killer.killed.length - first;
    while (count() < KILLS) {
      const start = count();
      await survive(async (isOver) => {
        while (count() < KILLS && count() - start < KILLS_PER_JOB && !(await isOver()))
          await killer.killOne(MOST_MILLIS);
      });
    }
    assert.ok(count() >= KILLS);
  });
});

test("clocks that differ by minutes do not matter: the chain's clock decides, and signatures allow for five", {
  timeout: 600_000,
}, async () => {
  for (const [name, seconds] of [
    ["worker2", 140],
    ["hospital1", -140],
  ] as const) {
    await market.processes.get(name)!.stop();
    await market.start(name, skewedClock(seconds));
  }
  await survive(async () => undefined);
});

test("a node and a hospital whose disks are full in the middle of a job go on when there is room", {
  timeout: 600_000,
}, async () => {
  const flag = join(market.folder, "disk-is-full");
  for (const name of ["worker1", "hospital2"] as const) {
    await market.processes.get(name)!.stop();
    await market.start(name, fullDisk(flag));
  }
  await survive(async (isOver) => {
    await writeFile(flag, "");
    // The node tells the hospitals, whose shares it cannot keep; the hospital its own log.
    await eventually("both could not write", async () => {
      const logs = (["hospital1", "hospital2"] as const).map((name) => market.processes.get(name)!.log());
      const disks = [join("worker1", "jobs"), join("hospital2", "orders")];
      const isFull = disks.every((disk) => logs.some((log) => log.includes("E8014") && log.includes(disk)));
      return isFull ? true : null;
    });
    assert.equal(await isOver(), false);
    await rm(flag);
  });
});
