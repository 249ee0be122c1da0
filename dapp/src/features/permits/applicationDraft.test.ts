import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessApplication, type AccessBody, DataRequest, PROHIBITED_USES } from "@symbolon/protocol";
import { type ApplicationDraft, draftSlot, EMPTY_DRAFT, readDraft } from "./applicationDraft.ts";
import { documentFaults } from "./documentFaults.ts";
import { draftDocument } from "./draftDocument.ts";

const account = `0x${"ab".repeat(20)}`;
const place = { chainId: 31_337, account, datasetIds: ["2", "7"] };
const asked = {
  country: "FI",
  categories: ["a"],
  scope: "Adults",
  from: "2015-01-01",
  until: "2024-12-31",
  format: "OMOP",
  sources: "Hospital records",
  cohort: [],
};
const bodies = [
  { country: "FI", nationalRules: [{ category: "f", requires: "ethics-document" }] },
] as unknown as AccessBody[];

const FULL: ApplicationDraft = {
  ...EMPTY_DRAFT,
  ...{
    legalName: "Example University",
    country: "FI",
    activities: "Epidemiology",
    title: "T",
    text: "How long?",
  },
  ...{ purposes: ["SCIENTIFIC_RESEARCH"], explanation: "A Cox model", benefit: "B", contribution: "C" },
  data: { "2": asked, "7": asked, "9": asked },
  ...{ safeguards: "S", tools: "R", computing: "8 cores", periodJustification: "Two analyses" },
  persons: [{ name: "P. I. Example", account, qualification: "MD", isInvestigator: true }],
  ...{ statisticalContent: "Patients by stage", lawfulBasis: "Art. 6(1)(e) GDPR" },
  attestations: PROHIBITED_USES.map(({ code }) => code),
  noReidentification: true,
};
const faultsOf = (draft: ApplicationDraft) => documentFaults(draft.lane, draftDocument(draft, place), bodies);

test("a complete draft is a document of either lane, over the datasets of the basket alone", () => {
  const application = AccessApplication.parse(draftDocument(FULL, place));
  assert.deepEqual(
    application.data.map(({ datasetId }) => datasetId),
    ["2", "7"],
  );
  assert.deepEqual([...faultsOf(FULL)], []);
  assert.ok(DataRequest.parse(draftDocument({ ...FULL, lane: "request" }, place)));
});

test("an empty draft names every mandatory place, in the schema's own words", () => {
  const faults = faultsOf(EMPTY_DRAFT);
  for (const at of [
    "applicant.legalName",
    "purposes",
    "data.1.scope",
    "persons.0.name",
    "attestations",
    "safeguards",
  ])
    assert.ok(faults.has(at), at);
  const message = AccessApplication.safeParse(draftDocument(EMPTY_DRAFT, place)).error!.issues.find(
    ({ path }) => path.join(".") === "applicant.legalName",
  )!.message;
  assert.equal(faults.get("applicant.legalName"), message);
});

test("what the gateway checks beyond the schema is said before signing", () => {
  assert.match(faultsOf({ ...FULL, purposes: ["STATISTICS"] }).get("purposes") ?? "", /53\(2\)/);
  const abroad = { ...FULL, data: { ...FULL.data, "7": { ...asked, country: "SE" } } };
  assert.match(faultsOf(abroad).get("data.1.country") ?? "", /SE/);
  const genome = { ...FULL, data: { ...FULL.data, "2": { ...asked, categories: ["f"] } } };
  assert.match(faultsOf(genome).get("ethics") ?? "", /51\(4\)/);
  const assessed = { ...genome, ethicsAssessment: "Approved", ethicsHash: `0x${"11".repeat(32)}` };
  assert.deepEqual([...faultsOf(assessed)], []);
});

test("a stored draft comes back, and a damaged one is an empty form", () => {
  assert.deepEqual(readDraft(JSON.stringify(FULL)), FULL);
  assert.deepEqual(readDraft('{"legalName":7,"purposes":"x","title":"kept"}'), {
    ...EMPTY_DRAFT,
    title: "kept",
  });
  for (const text of [null, "", "null", "[]", "{"]) assert.deepEqual(readDraft(text), EMPTY_DRAFT);
  assert.notEqual(draftSlot(1, account), draftSlot(1, account, "0x01"));
});
