import assert from "node:assert/strict";
import { test } from "node:test";
import { attestUse, canonicalJson, digestOfDocument, type OrderTerms } from "@symbolon/protocol";
import { chainFacts } from "./chainFacts.ts";
import { checkOrder } from "./checkOrder.ts";
import { changed, SAMPLE, sampleEvents, sampleEvidence } from "./test-support/sampleEvidence.ts";

const job = { chainId: 31337, account: SAMPLE.buyer, permitId: 3n, datasetIds: [1n], purpose: 16n };

/** What the check says of the sample's order in a lane, with a spec that is as the chain has it but for `change`. */
function specCheck(lane: "COMMERCIAL" | "EHDS", change: object) {
  const events = sampleEvents(lane);
  const terms = events.find(({ name }) => name === "OrderPlaced")!.values.at(-1) as OrderTerms;
  const listing = events.find(({ name }) => name === "DatasetPublished")!.values[2] as {
    schemaDigest: string;
  };
  const spec = {
    format: "symbolon-order/3",
    chainId: 31337,
    datasetIds: ["1"],
    schemaDigest: listing.schemaDigest,
    engine: "aim",
    rows: 3000,
    epsilon: 1,
    delta: 1e-6,
    rhoMicro: "24355",
    workload: [],
    patients: 2000,
    mostPatients: 2047,
    purpose: 16,
    buyerKey: terms.buyerKey,
    thresholds: { maxMeanTvd1: 0.18, maxMeanTvd2: 0.28, maxMiaAuc: 0.6 },
    ...change,
  };
  const placed = changed(events, "OrderPlaced", (values) => [
    ...values.slice(0, -1),
    { ...terms, specDigest: digestOfDocument(spec) },
  ]);
  const evidence = sampleEvidence(placed);
  const documents = { ...evidence.documents, [digestOfDocument(spec)]: canonicalJson(spec) };
  return checkOrder({ ...evidence, documents }, chainFacts(evidence)).find(
    ({ name }) => name === "order spec",
  )!;
}

test("Art. 54: an order under a permit verifies with the attestation of its own job alone", () => {
  const good = specCheck("EHDS", { useAttestation: attestUse(job) });
  assert.ok(good.ok, JSON.stringify(good));
  assert.equal(specCheck("EHDS", {}).ok, false);
  assert.equal(specCheck("EHDS", { useAttestation: attestUse({ ...job, permitId: 4n }) }).ok, false);
  assert.ok(specCheck("COMMERCIAL", {}).ok);
  assert.equal(specCheck("COMMERCIAL", { useAttestation: attestUse(job) }).ok, false);
});
