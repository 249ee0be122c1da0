import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readJob } from "./shared/readJob.ts";
import { startTestMarket, type TestMarket } from "./test-support/testMarket.ts";

let market: TestMarket;
before(async () => {
  market = await startTestMarket();
});
after(() => market.close());

test("x", async () => {
  const { orderId } = await market.placeOrder();
  const lead = await Promise.race(
    ["worker1", "worker2", "worker3"]
      .map((n) => market.processes.get(n as "worker1")!.saw("finalised", orderId))
      .concat([new Promise((_, r) => setTimeout(() => r(new Error("timeout")), 30000))]),
  );
  console.log(lead);
  const job = await readJob(market.chain, orderId);
  assert.equal(job.state, "FINALISED");
});
process.on("exit", () => {
  for (const [n, p] of market.processes)
    console.log(
      n,
      p.told.map((t) => `${t.step} ${t.gasUsed ?? ""} ${t.detail ?? ""}`),
      p.log().split("\n").slice(-8).join("\n").slice(-2500),
    );
});
