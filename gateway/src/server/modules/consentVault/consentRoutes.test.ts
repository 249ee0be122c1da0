import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import {
  type ConsentReceipt,
  canonicalJson,
  type DocumentProof,
  proofSigner,
  signedReceipt,
} from "@symbolon/protocol";
import { Wallet } from "ethers";
import { insertDataset } from "../../../test-support/indexRows.ts";
import { DEPLOYMENT, openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";
import { signedHeaders } from "../../../test-support/signedHeaders.ts";
import { TEST_HUB } from "../../../test-support/testHub.ts";

type SignedReceipt = ConsentReceipt & { readonly proof: DocumentProof };

const HOLDER = new Wallet(`0x${"a3".repeat(32)}`);
const STRANGER = new Wallet(`0x${"a4".repeat(32)}`);
let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway({}, { hub: TEST_HUB });
  await insertDataset(gateway.database, 1, { lane: "EHDS", owner: HOLDER.address.toLowerCase() });
});
after(() => gateway.close());

async function call(account: Wallet, act: string, value?: unknown, method = "POST") {
  const body = value === undefined ? "" : canonicalJson(value);
  const headers = await signedHeaders(account, { purpose: "consent", subject: `1/${act}`, body });
  const init = { method, headers, ...(body === "" ? {} : { body }) };
  const response = await fetch(`${gateway.url}/consents/1/${act}`, init);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

it("Art. 71(1): opting out and back takes one call each, and there is no field for a reason", async () => {
  const out = await call(HOLDER, "opt-out", { subject: "P-1" });
  assert.deepEqual(out.json, { state: "OPTED_OUT" });
  const withReason = await call(HOLDER, "opt-out", { subject: "P-2", reason: "Mine" });
  assert.equal((withReason.json.error as { code: string }).code, "E1006");
  assert.deepEqual((await call(HOLDER, "counts", undefined, "GET")).json, { OPTED_OUT: 1 });
  assert.deepEqual((await call(HOLDER, "reversal", { subject: "P-1" })).json, { state: "REVERSED" });
  const receipt = await call(HOLDER, "opt-out-receipt", { subject: "P-1" });
  assert.deepEqual(
    (receipt.json.events as { kind: string }[]).map(({ kind }) => kind),
    ["opt-out", "reversal"],
  );
});

it("answers nobody but the dataset's owner", async () => {
  for (const act of ["opt-out", "withdraw", "erase"])
    assert.equal((await call(STRANGER, act, { subject: "P-1" })).status, 403);
  assert.equal((await call(STRANGER, "counts", undefined, "GET")).status, 403);
  assert.equal((await fetch(`${gateway.url}/consents/1/counts`)).status, 401);
});

it("imports FHIR, hands out the batch for the chain, and a receipt", async () => {
  const fhir = JSON.stringify({
    resourceType: "Consent",
    id: "c",
    status: "active",
    scope: { coding: [{ code: "research" }] },
    patient: { reference: "Patient/P-9" },
    dateTime: "2026-03-01",
    provision: { type: "permit", purpose: [{ code: "HRESCH" }] },
  });
  const options = { controller: "Hospital A", withdrawal: "mailto:a@example.org", category: "a" };
  const imported = await call(HOLDER, "import", { fhir, ...options });
  assert.deepEqual([imported.json.read, imported.json.consents], [1, 1]);
  const batch = (await call(HOLDER, "batch")).json.batch as { root: string; leaves: number };
  assert.match(batch.root, /^0x[0-9a-f]{64}$/);
  const receipt = await call(HOLDER, "receipts", {
    subject: "P-9",
    language: "en",
    jurisdiction: "FI",
    collectionMethod: "FHIR import",
    storageLocation: "Hospital A",
    retention: "Until withdrawal",
    recipients: [],
  });
  const [given, ...others] = receipt.json.receipts as SignedReceipt[];
  assert.equal(others.length, 0);
  const signerOf = (document: SignedReceipt, datasetId: string) =>
    proofSigner(document.proof, signedReceipt(document, datasetId, DEPLOYMENT));
  assert.equal(signerOf(given!, "1"), TEST_HUB.account);
  assert.throws(() => signerOf({ ...given!, withdrawal: "never" }, "1"), { code: "E9004" });
  assert.throws(() => signerOf(given!, "2"), { code: "E9004" });
});
