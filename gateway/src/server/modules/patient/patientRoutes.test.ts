import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import {
  CONSENT_WITHDRAWAL_TYPES,
  canonicalJson,
  consentLeaf,
  contractDomain,
  digestOfDocument,
  type Hex,
  merkleTree,
  type WithdrawalMessage,
} from "@symbolon/protocol";
import { id, Wallet } from "ethers";
import { insertDataset } from "../../../test-support/indexRows.ts";
import { DEPLOYMENT, openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";
import { signedHeaders } from "../../../test-support/signedHeaders.ts";

const HOLDER = new Wallet(`0x${"a5".repeat(32)}`);
const STRANGER = new Wallet(`0x${"a6".repeat(32)}`);
const NOW = 1_800_000_000;
const patients = ["ada", "bo", "cy"].map((name) => {
  const wallet = new Wallet(id(`key of ${name}`));
  const consentKey = wallet.address.toLowerCase() as Hex;
  const commitment = { consentKey, recordHash: id(`record of ${name}`) as Hex, nullifier: id(name) as Hex };
  return { wallet, commitment };
});
const tree = merkleTree(patients.map(({ commitment }) => consentLeaf(commitment)));

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
  for (const [number, lane] of [
    [1, "EHDS"],
    [2, "COMMERCIAL"],
  ] as const)
    await insertDataset(gateway.database, number, { lane, owner: HOLDER.address.toLowerCase() });
  await gateway.database.query("UPDATE subgraph.consent SET roots = $1 WHERE id = '2'", [[tree.root]]);
});
after(() => gateway.close());

type Answer = { status: number; json: Record<string, unknown> };

async function call(
  account: Wallet,
  path: string,
  { purpose, value, method = "POST" }: { purpose: string; value?: unknown; method?: string },
): Promise<Answer> {
  const body = value === undefined ? "" : canonicalJson(value);
  const subject = path.replace("/consents/", "").replace("/person", "");
  const headers = await signedHeaders(account, { purpose, subject, body });
  const init = { method, headers, ...(body === "" ? {} : { body }) };
  const response = await fetch(`${gateway.url}${path}`, init);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const byOwner = (datasetId: number, act: string, value?: unknown, method = "POST") =>
  call(HOLDER, `/consents/${datasetId}/${act}`, { purpose: "consent", value, method });
const byPatient = (key: Wallet, datasetId: number, act: string, value?: unknown, method = "POST") =>
  call(key, `/consents/${datasetId}/person/${act}`, { purpose: "patient", value, method });
async function linkOf(datasetId: number, subject: string): Promise<Wallet> {
  const { json } = await byOwner(datasetId, "link", { subject, jurisdiction: "FI" });
  return new Wallet(json.privateKey as string);
}
const codeOf = ({ json }: Answer) => (json.error as { code: string } | undefined)?.code;

async function withdrawal(
  change: Partial<WithdrawalMessage> = {},
  signer?: Wallet,
): Promise<WithdrawalMessage> {
  const { wallet, commitment } = patients[1]!;
  const deadline = change.deadline ?? String(NOW + 90 * 86_400);
  const domain = contractDomain(DEPLOYMENT.chainId, DEPLOYMENT.contracts.consentRegistry);
  const signature = await (signer ?? wallet).signTypedData(domain, CONSENT_WITHDRAWAL_TYPES, {
    datasetId: "2",
    nullifier: commitment.nullifier,
    deadline,
  });
  return {
    format: "symbolon-consent-withdrawal/1",
    ...{ chainId: DEPLOYMENT.chainId, datasetId: "2", root: tree.root, ...commitment, deadline },
    ...{ proof: tree.proof(1), signature: signature as Hex },
    ...change,
  };
}
async function post(message: unknown): Promise<Answer> {
  const response = await fetch(`${gateway.url}/consents/2/message`, {
    method: "POST",
    body: canonicalJson(message),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

it("Art. 71(1): a patient with a link opts out and back, and takes the receipt, without an account", async () => {
  const key = await linkOf(1, "P-1");
  const before = (await byPatient(key, 1, "state", undefined, "GET")).json;
  assert.deepEqual(before, { message: "NONE", standing: { consents: [], optOut: "NONE" } });
  assert.deepEqual((await byPatient(key, 1, "opt-out")).json, { state: "OPTED_OUT" });
  assert.equal(codeOf(await byPatient(key, 1, "opt-out")), "E3010");
  assert.deepEqual((await byPatient(key, 1, "reversal")).json, { state: "REVERSED" });
  const receipts = (await byPatient(key, 1, "receipts", { language: "fi" })).json;
  assert.deepEqual(receipts.consents, []);
  assert.equal((receipts.optOut as { events: unknown[] }).events.length, 2);
});

it("Art. 71(1): the key of a consent book opts out and back once the owner has named its person, for no other dataset", async () => {
  const key = patients[2]!.wallet;
  const account = key.address.toLowerCase();
  const standing = async () => (await byPatient(key, 1, "state", undefined, "GET")).json.standing;
  assert.equal(await standing(), null);
  assert.equal(codeOf(await byPatient(key, 1, "opt-out")), "E9002");
  const link = { subject: "P-cy", jurisdiction: "FI", account };
  for (const _ of [1, 2]) assert.deepEqual((await byOwner(1, "link", link)).json, { privateKey: null });
  assert.deepEqual((await byPatient(key, 1, "opt-out")).json, { state: "OPTED_OUT" });
  const { list } = (await byOwner(1, "opt-out-list")).json as { list: { entries: { subject: string }[] } };
  assert.ok(list.entries.some(({ subject }) => subject === "P-cy"));
  assert.deepEqual((await byPatient(key, 1, "reversal")).json, { state: "REVERSED" });
  assert.equal(
    codeOf(await byOwner(2, "link", link)),
    "E9002",
    "an owner cannot take over another's patient",
  );
  assert.equal(codeOf(await byOwner(1, "link", { ...link, account: "0x12" })), "E1006");
  assert.equal(codeOf(await byPatient(key, 2, "opt-out")), "E9002");
});

it("a link speaks for one person and one dataset, and for nobody once they are erased", async () => {
  const [one, other] = [await linkOf(1, "P-2"), await linkOf(1, "P-3")];
  await byPatient(one, 1, "opt-out");
  const standing = async (key: Wallet) =>
    (await byPatient(key, 1, "state", undefined, "GET")).json.standing as { optOut: string } | null;
  assert.equal((await standing(one))?.optOut, "OPTED_OUT");
  assert.equal((await standing(other))?.optOut, "NONE");
  assert.equal(codeOf(await byPatient(one, 2, "opt-out")), "E9002");
  assert.equal(codeOf(await byPatient(STRANGER, 1, "opt-out")), "E9002");
  await byOwner(1, "erase", { subject: "P-2" });
  assert.equal(await standing(one), null);
  assert.equal(codeOf(await byPatient(one, 1, "reversal")), "E9002");
});

it("a consent in the vault is withdrawn by its person, and a receipt says so", async () => {
  const fhir = JSON.stringify({
    ...{ resourceType: "Consent", id: "c", status: "active", dateTime: "2026-03-01" },
    scope: { coding: [{ code: "research" }] },
    patient: { reference: "Patient/P-9" },
    provision: { type: "permit", purpose: [{ code: "HRESCH" }] },
  });
  await byOwner(2, "import", { fhir, controller: "Hospital A", withdrawal: "mailto:a@x.org", category: "a" });
  const key = await linkOf(2, "P-9");
  assert.deepEqual((await byPatient(key, 2, "withdraw")).json, { withdrawn: 1 });
  assert.equal(codeOf(await byPatient(key, 2, "withdraw")), "E3004");
  const { json } = await byPatient(key, 2, "receipts", { language: "de" });
  assert.match(canonicalJson(json.consents), /dpv:ConsentWithdrawn/);
});

it("a withdrawal under a root is kept once, shown to the owner alone, and passed on once", async () => {
  const message = await withdrawal();
  for (const _ of [1, 2]) assert.deepEqual((await post(message)).json, { state: "RECEIVED" });
  const { wallet } = patients[1]!;
  const state = async () => (await byPatient(wallet, 2, "state", undefined, "GET")).json.message;
  assert.equal(await state(), "RECEIVED");
  const { batch } = (await byOwner(2, "messages", undefined, "GET")).json as {
    batch: Record<string, unknown>;
  };
  assert.deepEqual(batch.nullifiers, [message.nullifier]);
  assert.equal(batch.evidenceDigest, digestOfDocument(batch.messages));
  const asStranger = { purpose: "consent", method: "GET" };
  assert.equal((await call(STRANGER, "/consents/2/messages", asStranger)).status, 403);
  await byOwner(2, "messages-sent", { nullifiers: [message.nullifier] });
  assert.equal(await state(), "PASSED_ON");
  assert.equal((await byOwner(2, "messages", undefined, "GET")).json.batch, null);
  assert.equal(codeOf(await byOwner(2, "messages-sent", { nullifiers: [id("other")] })), "E3014");
});

it("a withdrawal by another key, of another leaf, or one that runs out too soon is refused", async () => {
  const other = patients[0]!.commitment;
  for (const [message, code] of [
    [await withdrawal({}, STRANGER), "E9004"],
    [await withdrawal({ nullifier: other.nullifier }), "E3014"],
    [await withdrawal({ root: id("another root") as Hex }), "E3014"],
    [await withdrawal({ proof: [] }), "E3014"],
    [await withdrawal({ deadline: String(NOW + 60) }), "E9004"],
    [await withdrawal({ chainId: 1 }), "E9004"],
    [await withdrawal({ datasetId: "1" }), "E2007"],
    [{ ...(await withdrawal()), reason: "Mine" }, "E1006"],
  ] as const)
    assert.equal(codeOf(await post(message)), code);
});
