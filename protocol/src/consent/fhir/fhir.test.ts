import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readFhirConsents } from "./readFhirConsents.ts";

const options = {
  controller: "Hospital A",
  withdrawal: "mailto:consent@hospital-a.example",
  category: "a",
  now: Date.parse("2029-06-01T00:00:00Z") / 1000,
};
const code = (value: string) => ({ coding: [{ code: value }] });

/** A research consent that is taken over as it is. */
function consent(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    resourceType: "Consent",
    id: "c1",
    status: "active",
    scope: code("research"),
    category: [code("research")],
    patient: { reference: "Patient/P-17" },
    dateTime: "2028-03-01T09:00:00Z",
    policy: [{ uri: "https://hospital-a.example/notice/3" }],
    provision: { type: "permit", purpose: [{ code: "HRESCH" }] },
    ...overrides,
  };
}
const read = (...resources: unknown[]) =>
  readFhirConsents(
    JSON.stringify({ resourceType: "Bundle", entry: resources.map((resource) => ({ resource })) }),
    options,
  );
const one = (overrides: Record<string, unknown>) => {
  const result = read(consent(overrides));
  return result.mapped[0] ?? result.bad[0] ?? result.skipped[0]!;
};

describe("readFhirConsents (R4)", () => {
  it("takes over who, when, what for and the notice", () => {
    const result = read(consent());
    assert.equal(result.read, 1);
    const mapped = result.mapped[0]!;
    assert.ok(mapped.kind === "consent");
    assert.deepEqual(
      [mapped.record.subject, mapped.status, mapped.validUntil],
      ["P-17", "ConsentGiven", null],
    );
    assert.deepEqual(mapped.record.purposes, ["SCIENTIFIC_RESEARCH"]);
    assert.equal(mapped.record.given, "2028-03-01T09:00:00.000Z");
    const other = one({ policy: [{ uri: "https://hospital-a.example/notice/4" }] });
    assert.ok("record" in other && other.record.notice.digest !== mapped.record.notice.digest);
  });

  it("reads deny as an opt-out, partial denials as opt-outs of everything", () => {
    const result = read(
      consent({ provision: { type: "deny" } }),
      consent({ provision: { type: "deny", purpose: [{ code: "HRESCH" }] } }),
      consent({ provision: undefined, policyRule: code("OPTOUT") }),
    );
    assert.deepEqual(
      result.mapped.map(({ kind }) => kind),
      ["opt-out", "opt-out", "opt-out"],
    );
    assert.equal(result.notes.length, 1);
  });

  it("never reads consent where it does not say so", () => {
    for (const overrides of [
      { provision: undefined },
      { provision: { purpose: [{ code: "HRESCH" }] } },
      { provision: { type: "permit" } },
      { provision: { type: "permit", purpose: [{ code: "HMARKT" }] } },
      {
        provision: {
          type: "permit",
          purpose: [{ code: "HRESCH" }],
          provision: [{ type: "deny", purpose: [{ code: "DSRCH" }] }],
        },
      },
      { dateTime: undefined },
      { dateTime: "some time" },
      { patient: undefined },
      { patient: { reference: "Practitioner/1" } },
      { status: "unheard-of" },
    ])
      assert.ok("reason" in one(overrides), JSON.stringify(overrides));
  });

  it("maps each status, and knows a consent that has run out", () => {
    const statusOf = (overrides: Record<string, unknown>) => {
      const mapped = one(overrides);
      return "status" in mapped ? mapped.status : mapped;
    };
    assert.equal(statusOf({ status: "proposed" }), "ConsentRequested");
    assert.equal(statusOf({ status: "rejected" }), "ConsentRefused");
    assert.equal(statusOf({ status: "inactive" }), "ConsentInvalidated");
    const until = (end: string) => ({
      provision: { type: "permit", purpose: [{ code: "HRESCH" }], period: { end } },
    });
    assert.equal(statusOf(until("2029-05-31")), "ConsentExpired");
    assert.equal(statusOf(until("2029-06-01")), "ConsentGiven");
    assert.ok("reason" in one(until("whenever")));
  });

  it("lists what is bad or none of its business, and goes on", () => {
    const result = read(
      null,
      { resourceType: "Patient", id: "P-17" },
      consent({ id: "bad", patient: {} }),
      consent({ scope: code("treatment") }),
      consent({ status: "entered-in-error" }),
      consent(),
    );
    assert.equal(result.mapped.length, 1);
    assert.deepEqual(
      result.bad.map(({ where }) => where),
      ["entry 1", "entry 3 (bad)"],
    );
    assert.equal(result.skipped.length, 3);
    assert.equal(result.mapped.length + result.bad.length + result.skipped.length, result.read);
  });

  it("reads one resource, an array and ndjson, a bad line among them", () => {
    assert.equal(readFhirConsents(JSON.stringify(consent()), options).mapped.length, 1);
    assert.equal(readFhirConsents(JSON.stringify([consent(), consent()]), options).mapped.length, 2);
    const lines = `${JSON.stringify(consent())}\n\n{"resourceType": "Cons\n${JSON.stringify(consent())}\n`;
    const result = readFhirConsents(lines, options);
    assert.equal(result.mapped.length, 2);
    assert.deepEqual(result.bad, [{ where: "line 3", reason: "it is not JSON" }]);
    for (const text of ["", "<Consent/>"])
      assert.throws(() => readFhirConsents(text, options), { code: "E1006" });
  });

  it("survives any JSON in place of a resource, and accounts for each", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.string(),
        fc.jsonValue(),
        (values, key, value) => {
          const spoilt = consent({ [key]: value });
          const result = read(...values, spoilt);
          const { mapped, bad, skipped } = result;
          assert.equal(mapped.length + bad.length + skipped.length, values.length + 1);
          assert.ok(mapped.length <= 1);
        },
      ),
      { numRuns: 200 },
    );
  });
});
