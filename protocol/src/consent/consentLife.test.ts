import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { digestOfBytes, documentBytes } from "../content/digest.ts";
import { ConsentRecord } from "../messages/consentRecord.ts";
import { consentCommitment } from "./consentCommitment.ts";
import { ConsentReceipt, consentReceipt } from "./consentReceipt.ts";
import { CONSENT_STATUSES, consentStatusAt, isValidConsent } from "./consentStatus.ts";
import { isOptedOutOf, type OptOutEvent, optOutStateAt } from "./optOut.ts";
import { OptOutReceipt, optOutReceipt } from "./optOutReceipt.ts";

const record = ConsentRecord.parse({
  format: "symbolon-consent/1",
  subject: "P-17",
  controller: "Hospital A",
  notice: { version: "1", digest: `0x${"aa".repeat(32)}` },
  purposes: ["SCIENTIFIC_RESEARCH", "e.ii"],
  dataCategories: ["art-51-1-a"],
  processing: "synthetic-data-generation",
  given: "2029-01-01T00:00:00.000Z",
  withdrawal: "mailto:consent@hospital-a.example",
});
const SALT = `0x${"5a".repeat(32)}` as const;

describe("consentCommitment", () => {
  it("GDPR Art. 17: without the salt it fits no guess of the record, even the right one", () => {
    const commitment = consentCommitment(SALT, record);
    assert.equal(consentCommitment(SALT, { ...record }), commitment);
    assert.notEqual(digestOfBytes(documentBytes(record)), commitment);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (guess) => {
        const salt = `0x${Buffer.from(guess).toString("hex")}` as const;
        if (salt !== SALT) assert.notEqual(consentCommitment(salt, record), commitment);
      }),
      { numRuns: 50 },
    );
    assert.throws(() => consentCommitment("0x00", record), RangeError);
  });
});

describe("consentStatusAt", () => {
  const given = { status: "ConsentGiven", at: 100 } as const;
  it("is given until it is withdrawn, revoked or over, and never by silence", () => {
    assert.equal(consentStatusAt([], 1000), "ConsentUnknown");
    assert.equal(consentStatusAt([given], 99), "ConsentUnknown");
    assert.equal(consentStatusAt([given], 100), "ConsentGiven");
    assert.equal(consentStatusAt([given, { status: "ConsentWithdrawn", at: 200 }], 200), "ConsentWithdrawn");
    assert.equal(consentStatusAt([given], 301, 300), "ConsentExpired");
    const renewed = { status: "RenewedConsentGiven", at: 250 } as const;
    assert.equal(consentStatusAt([given, renewed], 300), "RenewedConsentGiven");
  });

  it("refuses consent after a withdrawal: that is a new consent", () => {
    for (const status of ["ConsentGiven", "RenewedConsentGiven"] as const)
      assert.throws(
        () => consentStatusAt([given, { status: "ConsentWithdrawn", at: 200 }, { status, at: 300 }], 400),
        { code: "E3010" },
      );
  });

  it("lets exactly two statuses be used", () => {
    assert.deepEqual(CONSENT_STATUSES.filter(isValidConsent), ["ConsentGiven", "RenewedConsentGiven"]);
  });
});

describe("opt-out", () => {
  const out = (at: number): OptOutEvent => ({ kind: "opt-out", at });
  const back = (at: number): OptOutEvent => ({ kind: "reversal", at });

  it("Art. 71(1): goes out and back as often as wanted", () => {
    const events = [out(1), back(2), out(3), back(4), out(5)];
    const states = [0, 1, 2, 3, 4, 5].map((at) => optOutStateAt(events, at));
    assert.deepEqual(states, ["NONE", "OPTED_OUT", "REVERSED", "OPTED_OUT", "REVERSED", "OPTED_OUT"]);
    assert.throws(() => optOutStateAt([back(1)], 2), { code: "E3010" });
    assert.throws(() => optOutStateAt([out(1), out(2)], 2), { code: "E3010" });
  });

  it("Art. 71(3): of four patients exactly those leave who had opted out when the permit was approved", () => {
    const approvedAt = 100;
    const patients = { before: [out(50)], after: [out(101)], reversed: [out(50), back(99)], none: [] };
    const left = Object.entries(patients).filter(([, events]) => isOptedOutOf(events, approvedAt));
    assert.deepEqual(
      left.map(([name]) => name),
      ["before"],
    );
    // In the very second of the approval the person wins; a later reversal does not bring records back.
    assert.equal(isOptedOutOf([out(100)], approvedAt), true);
    assert.equal(isOptedOutOf([out(50), back(101)], approvedAt), true);
  });
});

describe("receipts", () => {
  const circumstances = {
    language: "fi",
    jurisdiction: "FI",
    collectionMethod: "Form at admission",
    storageLocation: "Hospital A, Finland",
    retention: "Until withdrawal",
    recipients: ["Market workers (noisy sums only)"],
  };

  it("ISO/IEC TS 27560: has header, processing, parties and events, with DPV purposes and status", () => {
    const receipt = consentReceipt({
      record,
      recordId: consentCommitment(SALT, record),
      events: [
        { status: "ConsentGiven", at: 1_860_000_000 },
        { status: "ConsentWithdrawn", at: 1_870_000_000 },
      ],
      validUntil: null,
      circumstances,
    });
    const back = ConsentReceipt.parse(JSON.parse(JSON.stringify(receipt)));
    assert.deepEqual(back, receipt);
    assert.deepEqual(
      receipt.processing[0]!.purposes.map(({ code }) => code),
      ["SCIENTIFIC_RESEARCH", "ALGORITHMS"],
    );
    assert.deepEqual(receipt.processing[0]!.purposes[0]!["dpv:hasPurpose"], [
      "dpv:ScientificResearch",
      "eu-ehds:HealthcareScientificResearch",
    ]);
    assert.deepEqual(
      receipt.events.map((event) => event["dpv:hasConsentStatus"]),
      ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"],
    );
    for (const group of ["header", "processing", "parties", "events"]) {
      const { [group]: _, ...rest } = receipt as Record<string, unknown>;
      assert.equal(ConsentReceipt.safeParse(rest).success, false, group);
    }
  });

  it("Art. 71(1): an opt-out's receipt has no place for a reason and speaks of no consent", () => {
    const receipt = optOutReceipt("P-17", "Hospital A", [
      { kind: "opt-out", at: 1_860_000_000 },
      { kind: "reversal", at: 1_860_000_100 },
    ]);
    assert.equal(OptOutReceipt.safeParse({ ...receipt, reason: "Mine" }).success, false);
    assert.doesNotMatch(JSON.stringify(receipt), /consent/i);
  });
});
