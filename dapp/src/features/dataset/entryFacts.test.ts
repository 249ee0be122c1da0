import assert from "node:assert/strict";
import { test } from "node:test";
import { buildCatalogueEntry, type DatasetSchema } from "@symbolon/protocol";
import { describeEntry } from "../../data/gateway/describeEntry.ts";
import { populationOf } from "../../data/gateway/populationOf.ts";
import { populationText } from "../../format/populationText.ts";
import { entryFacts } from "./entryFacts.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "t",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
  ],
  pairs: [],
};
const entry = buildCatalogueEntry({
  identifier: "a:b",
  title: "T",
  description: "D",
  keywords: ["k"],
  publisher: { name: "Hospital A", contact: { email: "data@a.example" } },
  hdab: { name: "Body", contact: { page: "https://b.example/" } },
  categoryCode: 11,
  healthThemes: ["CANCER_DISEASE"],
  purposesMask: 16,
  records: 123,
  populationCoverage: "Adults of one hospital",
  legalBasis: "Consent",
  provenance: "Clinical database",
  typicalAge: { min: 18, max: 90 },
  schema,
  licence: "https://creativecommons.org/licenses/by/4.0/",
  accessUrl: "https://m.example/",
  codingSystems: ["ICD-10"],
  standards: ["OMOP-CDM"],
  countries: ["FIN", "NLD"],
  period: { start: "2001-01-01", end: "2002-01-01" },
});

test("what the holder said comes out in words", () => {
  const facts = new Map(entryFacts(describeEntry(entry)!).map(({ label, value }) => [label, value]));
  assert.equal(facts.get("Holder"), "Hospital A");
  assert.equal(facts.get("Typical ages"), "18 to 90");
  assert.equal(facts.get("Places"), "Finland, Netherlands");
  assert.equal(facts.get("Health themes"), "Cancer disease");
  assert.equal(facts.get("Collected"), "2001-01-01 to 2002-01-01");
  assert.equal(facts.get("Coding systems"), "ICD-10");
  assert.equal(facts.has("Codes"), false, "what was not said is left out");
});

test("a card's line of people has coverage, ages and countries", () => {
  assert.equal(
    populationText(populationOf(describeEntry(entry)!)),
    "Adults of one hospital · ages 18 to 90 · Finland, Netherlands",
  );
  assert.equal(
    populationText({ coverage: null, minAge: 65, maxAge: null, countries: [] }),
    "ages 65 and over",
  );
  assert.equal(populationText({ coverage: null, minAge: null, maxAge: null, countries: [] }), null);
});

test("an entry that is not read here is empty, one that is not there is none; neither breaks the page", () => {
  assert.deepEqual(describeEntry({ "@context": { title: { "@id": "x" } }, title: "T" }), {});
  assert.equal(describeEntry(null), null);
  assert.deepEqual(entryFacts({}), []);
});
