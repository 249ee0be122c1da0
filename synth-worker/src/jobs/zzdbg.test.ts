import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { digestOfDocument, makeHpkeKeyPair, StatisticsOrderSpec } from "@symbolon/protocol";
import { lungRequests } from "/work/main/synth-worker/src/mpc/statistics/test-support/lungRequests.ts";
import { LUNG_SCHEMA, lungHospitals } from "/work/main/synth-worker/src/jobs/test-support/lungHospitals.ts";
import { startTestMarket } from "/work/main/synth-worker/src/jobs/test-support/testMarket.ts";
import { readJob } from "/work/main/synth-worker/src/jobs/shared/readJob.ts";
import { writeFileSync } from "node:fs";
test("x", async () => {
  const market = await startTestMarket({ hospitals: lungHospitals });
  for (const request of [lungRequests.sexByEcog, lungRequests.sexByEcog, lungRequests.sexByEcog]) {
  const keys = await makeHpkeKeyPair();
  const spec = StatisticsOrderSpec.parse({ format: "symbolon-order/3", engine: "statistics", rows: 1, rhoMicro: "1", chainId: market.deployment.chainId,
    schemaDigest: digestOfDocument(LUNG_SCHEMA), datasetIds: ["1","2","3"], purpose: 16, buyerKey: keys.publicKey, request, release: { kind: "aggregate" } });
  const orderId = await market.place(spec);
  for (let i = 0; i < 25; i++) { await delay(1000); const j = await readJob(market.chain, orderId); console.log(String(orderId), j.state); if (j.state === "FINALISED" || j.state==="FAILED") break; }
  }
  for (const [name, p] of market.processes) { writeFileSync(`/tmp/dbg-${name}.log`, p.log()); writeFileSync(`/tmp/dbg-${name}.told`, p.told.map((t) => JSON.stringify(t)).join("\n")); }
  await market.close();
});
