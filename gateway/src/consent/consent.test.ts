import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  ConsentRecord,
  canonicalJson,
  consentCommitment,
  consentLeaf,
  type Hex,
  merkleTree,
  optOutReceipt,
} from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";
import { openTestDatabase } from "../test-support/openTestDatabase.ts";
import { anchorBatches } from "./anchorBatches.ts";
import type { StoredConsent } from "./consentEntry.ts";
import { consentVault } from "./consentVault.ts";
import { importFhirConsents } from "./importFhirConsents.ts";
import { sealedEntries } from "./sealedEntries.ts";

let database: Database;
let clock = 1_900_000_000;
const now = () => clock;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const recordOf = (subject: string) =>
  ConsentRecord.parse({
    format: "symbolon-consent/1",
    subject,
    controller: "Hospital A",
    notice: { version: "1", digest: `0x${"aa".repeat(32)}` },
    purposes: ["SCIENTIFIC_RESEARCH"],
    dataCategories: ["art-51-1-a"],
    processing: "synthetic-data-generation",
    given: "2029-01-01T00:00:00.000Z",
    withdrawal: "mailto:consent@hospital-a.example",
  });
const give = (datasetId: string, subject: string, validUntil: number | null = null) =>
  consentVault(database, now).give(datasetId, {
    record: recordOf(subject),
    status: "ConsentGiven",
    at: clock - 100,
    validUntil,
  });
const circumstances = {
  language: "fi",
  jurisdiction: "FI",
  collectionMethod: "Form",
  storageLocation: "Hospital A",
  retention: "Until withdrawal",
  recipients: [],
};
const dump = async () => {
  const rows = await database.query<{ text: string }>("SELECT e::text AS text FROM gateway.consent_entry e");
  return rows.map(({ text }) => text).join("\n");
};

describe("the consent vault", () => {
  it("keeps nothing of a person in clear, and gives one commitment for each consent", async () => {
    const first = await give("1", "PSEUDONYM-1");
    const second = await give("1", "PSEUDONYM-1");
    assert.notEqual(first, second);
    assert.doesNotMatch(await dump(), /PSEUDONYM|Hospital/);
    assert.deepEqual(await consentVault(database, now).counts("1"), { ConsentGiven: 2 });
  });

  it("withdraws all of a person's consents and none of others'", async () => {
    await give("2", "A");
    await give("2", "B");
    const vault = consentVault(database, now);
    assert.equal(await vault.withdraw("2", "A"), 1);
    assert.deepEqual(await vault.counts("2"), { ConsentGiven: 1, ConsentWithdrawn: 1 });
    await assert.rejects(vault.withdraw("2", "A"), { code: "E3004" });
    const [receipt] = await vault.receipts("2", "A", circumstances);
    assert.equal(receipt!.events.at(-1)!["dpv:hasConsentStatus"], "dpv:ConsentWithdrawn");
  });

  it("knows a consent that ran out by time alone", async () => {
    await give("3", "A", clock + 10);
    clock += 11;
    assert.deepEqual(await consentVault(database, now).counts("3"), { ConsentExpired: 1 });
  });

  it("GDPR Art. 17: what is erased cannot be opened from a backup, and its commitment fits no record any more", async () => {
    const commitment = await give("4", "A");
    const [copy] = await database.query<{ entry_id: string; sealed: string }>(
      "SELECT entry_id, sealed FROM gateway.consent_entry WHERE record_hash = $1",
      [commitment],
    );
    const [before] = await sealedEntries(database).all("4", "consent");
    const { salt } = before!.entry as StoredConsent;
    assert.equal(consentCommitment(salt, recordOf("A")), commitment);

    assert.equal(await consentVault(database, now).erase("4", "A"), 1);
    const [left] = await database.query<{ keys: number; sealed: number }>(
      `SELECT (SELECT count(*)::integer FROM gateway.consent_key WHERE entry_id = $1) AS keys,
              (SELECT count(*)::integer FROM gateway.consent_entry WHERE entry_id = $1 AND sealed IS NOT NULL) AS sealed`,
      [copy!.entry_id],
    );
    assert.deepEqual(left, { keys: 0, sealed: 0 });
    // A backup's row put back, without its key, stays closed: another key opens nothing.
    await database.query(
      "UPDATE gateway.consent_entry SET sealed = $2, erased_at = NULL WHERE entry_id = $1",
      [copy!.entry_id, copy!.sealed],
    );
    assert.deepEqual(await sealedEntries(database).all("4", "consent"), []);
    await database.query("INSERT INTO gateway.consent_key (entry_id, data_key) VALUES ($1, $2)", [
      copy!.entry_id,
      `0x${"33".repeat(32)}`,
    ]);
    await assert.rejects(sealedEntries(database).all("4", "consent"), { code: "E5003" });
    await database.query("DELETE FROM gateway.consent_entry WHERE entry_id = $1", [copy!.entry_id]);
    // Whoever guesses the record right still cannot tell.
    for (const guess of [`0x${"00".repeat(32)}`, `0x${"33".repeat(32)}`] as const)
      assert.notEqual(consentCommitment(guess, recordOf("A")), commitment);
  });

  it("does not take another row's ciphertext for its own", async () => {
    await give("5", "A");
    await give("5", "B");
    const rows = await database.query<{ entry_id: string; sealed: string }>(
      "SELECT entry_id, sealed FROM gateway.consent_entry WHERE dataset_id = '5'",
    );
    await database.query("UPDATE gateway.consent_entry SET sealed = $2 WHERE entry_id = $1", [
      rows[0]!.entry_id,
      rows[1]!.sealed,
    ]);
    await assert.rejects(sealedEntries(database).all("5", "consent"), { code: "E5003" });
    await database.query("DELETE FROM gateway.consent_entry WHERE dataset_id = '5'");
  });
});

describe("batches for the chain", () => {
  it("anchor each valid consent once, and the root is that of the leaves kept", async () => {
    for (const subject of ["A", "B", "C"]) await give("6", subject);
    await consentVault(database, now).withdraw("6", "C");
    const batch = await anchorBatches(database, now).consents("6");
    assert.equal(batch!.leaves, 2);
    const opened = (await sealedEntries(database).all("6", "consent")).filter(({ batch: n }) => n !== null);
    const leaves = new Array<Hex>(2);
    for (const { entry, recordHash, leafIndex } of opened) {
      const { consentKey, nullifier } = entry as StoredConsent;
      leaves[leafIndex!] = consentLeaf({ consentKey, recordHash: recordHash as Hex, nullifier });
    }
    assert.equal(merkleTree(leaves).root, batch!.root);
    // A transaction that failed is made again with the same root.
    assert.deepEqual(await anchorBatches(database, now).consents("6"), batch);
    await anchorBatches(database, now).anchored("6", batch!.root);
    assert.equal(await anchorBatches(database, now).consents("6"), null);
    await assert.rejects(anchorBatches(database, now).anchored("6", `0x${"00".repeat(32)}`), {
      code: "E3014",
    });
  });

  it("send each withdrawal once, and let a person be erased only after that", async () => {
    await give("7", "A");
    const batches = anchorBatches(database, now);
    const vault = consentVault(database, now);
    await batches.consents("7");
    await assert.rejects(vault.erase("7", "A"), { code: "E3010" });
    await vault.withdraw("7", "A");
    await assert.rejects(vault.erase("7", "A"), { code: "E3010" });
    const { nullifiers } = (await batches.withdrawals("7"))!;
    assert.equal(nullifiers.length, 1);
    await assert.rejects(batches.withdrawalsSent("7", [`0x${"00".repeat(32)}`]), { code: "E3014" });
    await batches.withdrawalsSent("7", nullifiers);
    assert.equal(await batches.withdrawals("7"), null);
    assert.equal(await vault.erase("7", "A"), 1);
    assert.deepEqual(await vault.counts("7"), { ERASED: 1 });
  });

  it("Art. 71(1): list who is opted out now; a reversal takes a person off the next list", async () => {
    const vault = consentVault(database, now);
    const batches = anchorBatches(database, now);
    assert.equal(await batches.optOuts("8"), null);
    await vault.optOut("8", "A", "opt-out");
    await vault.optOut("8", "B", "opt-out");
    const both = await batches.optOuts("8");
    assert.equal(both!.persons, 2);
    assert.deepEqual(both!.entries.map(({ subject }) => subject).sort(), ["A", "B"]);
    assert.deepEqual(both!.reversed, []);
    await assert.rejects(vault.optOut("8", "A", "opt-out"), { code: "E3010" });
    await vault.optOut("8", "A", "reversal");
    const one = await batches.optOuts("8");
    assert.deepEqual([one!.persons, one!.entries[0]!.subject, one!.reversed], [1, "B", ["A"]]);
    assert.notEqual(one!.root, both!.root);
    const receipt = await vault.optOutReceipt("8", "A", "Hospital A");
    assert.deepEqual(
      receipt,
      optOutReceipt("A", "Hospital A", [
        { kind: "opt-out", at: clock },
        { kind: "reversal", at: clock },
      ]),
    );
  });
});

describe("importFhirConsents", () => {
  it("keeps what it can, lists the rest, and imports an opt-out twice without harm", async () => {
    const consent = (id: string, provision: object, patient = id) => ({
      resource: {
        resourceType: "Consent",
        id,
        status: "active",
        scope: { coding: [{ code: "research" }] },
        patient: { reference: `Patient/${patient}` },
        dateTime: "2028-03-01T09:00:00Z",
        provision,
      },
    });
    const text = canonicalJson({
      resourceType: "Bundle",
      entry: [
        consent("1", { type: "permit", purpose: [{ code: "HRESCH" }] }),
        consent("2", { type: "deny" }),
        consent("3", { type: "deny" }, "2"),
        consent("4", {}),
        { resource: { resourceType: "Patient", id: "1" } },
      ],
    });
    const options = {
      controller: "Hospital A",
      withdrawal: "mailto:a@example.org",
      category: "a",
      now: clock,
    };
    const report = await importFhirConsents(database, "9", text, options);
    assert.deepEqual([report.read, report.consents, report.optOuts], [5, 1, 2]);
    assert.deepEqual([report.bad.length, report.skipped.length], [1, 1]);
    assert.deepEqual(await consentVault(database, now).counts("9"), { ConsentGiven: 1, OPTED_OUT: 1 });
    assert.doesNotMatch(await dump(), /Patient|Hospital/);
  });
});
