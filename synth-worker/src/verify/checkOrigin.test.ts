import assert from "node:assert/strict";
import { test } from "node:test";
import {
  announcementOf,
  canonicalJson,
  digestOfBytes,
  digestOfDocument,
  type HighFidelityOrderSpec,
  type Origin,
} from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { checkOrigin } from "./checkOrigin.ts";
import type { Evidence } from "./evidence.ts";
import { SAMPLE, sampleEvents, sampleEvidence } from "./test-support/sampleEvidence.ts";

const file = new TextEncoder().encode('grade,note\n1,"a\nb"\n2,c\n');

const spec: HighFidelityOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1"],
  schemaDigest: `0x${"07".repeat(32)}`,
  engine: "high-fidelity",
  rows: 2,
  rhoMicro: "1",
  columns: ["grade", "note"],
  purpose: 16,
  buyerKey: `0x${"05".repeat(32)}`,
  thresholds: { maxMeanTvd1: 0.18, maxMeanTvd2: 0.28, maxMiaAuc: 0.55 },
};
const origin: Origin = {
  format: "symbolon-origin/1",
  chainId: 31337,
  orderId: String(SAMPLE.orderId),
  datasetId: "1",
  provider: SAMPLE.provider,
  engine: "high-fidelity",
  statement: "not differentially private",
  leaf: 50,
  leavesTried: 2,
  rows: 2,
  outputHash: digestOfBytes(file),
  bytes: file.length,
  code: { version: "0.1.0", commit: "c7ef204", lockHash: `0x${"12".repeat(32)}` },
};

/** Names of the checks that break for an order whose origin is `made`, announced as `announced` says. */
function broken({
  made = origin,
  announced = made,
  bytes = file,
}: {
  made?: Origin;
  announced?: Origin;
  bytes?: Uint8Array;
}): string[] {
  const evidence: Evidence = sampleEvidence(sampleEvents());
  for (const document of [spec, made])
    evidence.documents[digestOfDocument(document)] = canonicalJson(document);
  const terms = {
    specDigest: digestOfDocument(spec),
    rhoMicro: 1n,
    rows: 2n,
    datasetIds: [1n],
    providers: [SAMPLE.provider],
  };
  const report = { outputHash: digestOfBytes(file), modelDigest: digestOfDocument(made) };
  const record = { report, commitDigest: digestOfDocument(announcementOf(announced)) };
  const facts = { order: { terms }, job: { record } } as unknown as ChainFacts;
  return checkOrigin(bytes, evidence, facts)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

test("a file that is as announced and ordered holds, quoted line breaks and all", () => {
  assert.deepEqual(broken({}), []);
});

test("an origin of another order, dataset, hospital, size or file is named, and one that was not announced", () => {
  for (const change of [
    { orderId: "8" },
    { datasetId: "2" },
    { provider: SAMPLE.buyer },
    { rows: 3 },
    { outputHash: digestOfBytes(new Uint8Array(1)) },
    { chainId: 1 },
  ])
    assert.deepEqual(
      broken({ made: { ...origin, ...change } }),
      ["origin of the file"],
      JSON.stringify(change),
    );
  assert.deepEqual(broken({ announced: { ...origin, leaf: 20 } }), ["origin of the file"]);
});

test("a file of other rows or columns than ordered is named", () => {
  const text = (change: string) => new TextEncoder().encode(change);
  assert.deepEqual(broken({ bytes: text("grade,note\n1,a\n") }), ["rows"]);
  assert.deepEqual(broken({ bytes: text("note,grade\n1,a\n2,b\n") }), ["rows"]);
  assert.deepEqual(broken({ bytes: text("grade,note\n1,a\n2,b") }), ["rows"]);
});
