import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOfDocument } from "../content/digest.ts";
import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetSchema } from "../messages/datasetSchema.ts";
import { buildCatalogueEntry } from "./buildCatalogueEntry.ts";
import type { CatalogueEntryInput } from "./catalogueDescription.ts";
import { CatalogueDocument } from "./catalogueDocument.ts";
import { HEALTH_CATEGORIES } from "./healthCategories.ts";
import { offersHighFidelity } from "./offersHighFidelity.ts";
import { summariseCatalogueEntry } from "./summariseCatalogueEntry.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "breast cancer",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] },
    { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2", "3"] },
  ],
  pairs: [["age", "grade"]],
};
const input: CatalogueEntryInput = {
  identifier: "hospital-a:breast-1",
  title: "Breast cancer cohort",
  description: "Node-positive patients.",
  keywords: ["breast cancer", "survival"],
  publisher: { name: "Hospital A", contact: { email: "data@a.example.org" } },
  hdab: { name: "Access body", contact: { page: "https://hdab.example.org/contact" } },
  categoryCode: 11,
  healthThemes: ["CANCER_DISEASE"],
  purposesMask: 0b0101_0000,
  records: 2982,
  oneRecordPerPerson: true,
  populationCoverage: "Adults treated in one hospital, 1978 to 1993",
  legalBasis: "Consent",
  provenance: "Clinical database, harmonised",
  typicalAge: { min: 24, max: 90 },
  schema,
  licence: "https://creativecommons.org/licenses/by/4.0/",
  accessUrl: "http://127.0.0.1:4000/",
};

type Node = Record<string, unknown>;
const entry = buildCatalogueEntry(input) as Node;
const at = (path: string): unknown =>
  path.split("/").reduce<unknown>((node, key) => (node as Node | undefined)?.[key], entry);

/** HealthDCAT-AP Release 8 (cd7841f), shapes of access level NON_PUBLIC: sh:minCount 1 on the Dataset, hasVariables when structured. */
const MANDATORY = [
  "dct:title",
  "dct:description",
  "dct:identifier",
  "dct:accessRights",
  "dcatap:applicableLegislation",
  "dcat:theme",
  "healthdcatap:healthCategory",
  "healthdcatap:hdab",
  "healthdcatap:hasStructuredData",
  "dcat:distribution",
  "dcat:contactPoint",
  "dcat:keyword",
  "dct:type",
  "dct:provenance",
  "healthdcatap:hasVariables",
];
for (const property of MANDATORY) {
  test(`has the mandatory property ${property}`, () => {
    const value = entry[property];
    assert.ok(value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0));
  });
}

test("nested nodes meet their own shapes", () => {
  // Agents: a name and exactly one contact point (email or page); Distribution: access URL and legislation; contact: one vcard IRI.
  for (const agent of ["healthdcatap:hdab", "dct:publisher", "geodcatap:custodian"]) {
    assert.equal(at(`${agent}/@type`), "foaf:Agent");
    const contact = at(`${agent}/cv:contactPoint`) as Node;
    assert.equal(["cv:email", "cv:contactPage"].filter((key) => key in contact).length, 1);
  }
  assert.deepEqual(at("dcat:distribution/dcat:accessURL"), { "@id": input.accessUrl });
  assert.deepEqual(at("dcat:distribution/dcatap:applicableLegislation"), {
    "@id": "http://data.europa.eu/eli/reg/2025/327/oj",
  });
  assert.deepEqual(at("dcat:contactPoint/vcard:hasEmail"), { "@id": "mailto:data@a.example.org" });
  const columns = at("healthdcatap:hasVariables/csvw:table/csvw:column") as Node[];
  assert.equal(columns.length, 2);
  for (const column of columns)
    for (const key of ["csvw:name", "csvw:title", "csvw:datatype", "dct:description"])
      assert.ok(column[key] !== undefined);
  assert.deepEqual(at("dpv:hasPersonalData"), { "@id": "https://w3id.org/dpv/dpv-pd#MedicalHealth" });
});

test("uses the vocabularies' hosts of Release 8", () => {
  assert.deepEqual(at("healthdcatap:healthCategory"), {
    "@id": "https://hdeu-dcat.data.health.europa.eu/resource/authority/healthcategories/MRMR",
  });
  assert.deepEqual(at("dct:accessRights"), {
    "@id": "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC",
  });
  assert.deepEqual(at("dcat:theme"), {
    "@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL",
  });
  assert.equal(HEALTH_CATEGORIES.length, 17);
});

test("every prefix it uses is in its own context", () => {
  const context = entry["@context"] as Record<string, string>;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === "object" && value !== null)
      for (const [key, child] of Object.entries(value)) {
        if (!key.startsWith("@")) assert.ok(context[key.split(":")[0]!] !== undefined, key);
        if (key === "@type")
          for (const type of [child].flat())
            assert.ok(context[String(type).split(":")[0]!] !== undefined, String(type));
        if (key !== "@context") visit(child);
      }
  };
  visit(entry);
});

test("never publishes the exact count", () => {
  assert.deepEqual(at("healthdcatap:numberOfRecords"), {
    "@value": "2980",
    "@type": "xsd:nonNegativeInteger",
  });
  assert.deepEqual(at("healthdcatap:numberOfUniqueIndividuals"), at("healthdcatap:numberOfRecords"));
  assert.ok(!JSON.stringify(entry).includes("2982"));
});

test("names the allowed purposes, the schema's digest and nothing else of them", () => {
  const purposes = at("dpv:hasPurpose") as Node[];
  assert.deepEqual(
    purposes.map((purpose) => (purpose["@type"] as string[])[1]),
    ["eu-ehds:HealthcareScientificResearch", "eu-ehds:TrainTestAndEvaluateHealthAlgorithms"],
  );
  assert.equal(at("symbolon:schemaDigest"), digestOfDocument(schema));
});

test("equal input gives equal bytes", () => {
  assert.equal(digestOfDocument(buildCatalogueEntry(structuredClone(input))), digestOfDocument(entry));
});

test("high-fidelity files are a distribution of their own that says what they are not; without them the entry is as before", () => {
  const both = CatalogueDocument.parse(buildCatalogueEntry({ ...input, offersHighFidelity: true }));
  assert.equal(offersHighFidelity(both), true);
  assert.equal(offersHighFidelity(CatalogueDocument.parse(entry)), false);
  const distributions = both["dcat:distribution"] as Node[];
  assert.deepEqual(
    distributions.map((each) => each["symbolon:releaseClass"]),
    ["private", "high-fidelity"],
  );
  assert.match(JSON.stringify(distributions[1]!["dct:description"]), /not differentially private/);
  assert.equal(summariseCatalogueEntry(both).licence, input.licence);
  assert.deepEqual(buildCatalogueEntry({ ...input, offersHighFidelity: false }), entry);
});

test("an entry without keywords, which are mandatory, is found by its category", () => {
  const bare = buildCatalogueEntry({ ...input, keywords: [] });
  assert.deepEqual(summariseCatalogueEntry(CatalogueDocument.parse(bare)).keywords, [
    "Medical and mortality registries",
  ]);
});

test("refuses what it cannot say", () => {
  for (const wrong of [
    { categoryCode: 17 },
    { purposesMask: 0 },
    { purposesMask: 256 },
    { records: -1 },
    { records: 1.5 },
    { identifier: "has space" },
  ])
    assert.throws(() => buildCatalogueEntry({ ...input, ...wrong }), RangeError);
});

test("refuses what would break the shapes, naming the first violation", () => {
  for (const wrong of [
    { title: " " },
    { healthThemes: ["CANCER"] },
    { codingSystems: ["not a code"] },
    { publicFunding: true },
    { typicalAge: { min: 90, max: 24 } },
    { accessUrl: "/orders" },
    { period: { start: "2020-02-30", end: "2021-01-01" } },
  ])
    assert.throws(
      () => buildCatalogueEntry({ ...input, ...wrong }),
      (error) => error instanceof SymbolonError && error.code === "E1009",
      JSON.stringify(wrong),
    );
});

test("a list can be made from it, and from an entry written by others", () => {
  assert.deepEqual(summariseCatalogueEntry(CatalogueDocument.parse(entry)), {
    title: input.title,
    description: input.description,
    keywords: input.keywords,
    records: 2980,
    licence: input.licence,
  });
  const other = CatalogueDocument.parse({
    "@context": "https://example.org/context.jsonld",
    "@id": "https://example.org/1",
    "@type": ["dcat:Dataset", "dcat:Resource"],
    "dct:title": [
      { "@value": "Titel", "@language": "de" },
      { "@value": "Title", "@language": "en" },
    ],
    "dct:description": "plain",
    "dct:identifier": "1",
    "dcat:distribution": [{ "dct:license": "https://example.org/licence" }],
  });
  assert.deepEqual(summariseCatalogueEntry(other), {
    title: "Title",
    description: "plain",
    keywords: [],
    records: null,
    licence: "https://example.org/licence",
  });
});

test("a variable with a code says so by the IRI of its vocabulary, where that has one; others are as before", () => {
  const [age, grade] = schema.columns;
  const coded = (system: string, code: string) =>
    buildCatalogueEntry({
      ...input,
      schema: {
        ...schema,
        columns: [{ ...age!, concept: { system, code, resource: "Observation" } }, grade!],
      },
    });
  const urls = (document: object) => [
    ...JSON.stringify(document).matchAll(/"csvw:propertyUrl":("[^"]+"|\{[^}]+\})/g),
  ];
  assert.match(urls(coded("http://loinc.org", "30525-0"))[0]![1]!, /https:\/\/loinc\.org\/30525-0"/);
  assert.match(
    urls(coded("http://snomed.info/sct", "397669002"))[0]![1]!,
    /http:\/\/snomed\.info\/id\/397669002"/,
  );
  assert.equal(urls(coded("http://hl7.org/fhir/sid/icd-10", "C50")).length, 0);
  assert.equal(urls(entry).length, 0);
  assert.equal(CatalogueDocument.safeParse(coded("http://loinc.org", "30525-0")).success, true);
});

test("tables over time and images are variables and distributions of their own, and OMOP a standard it conforms to", () => {
  const schema: DatasetSchema = {
    ...input.schema,
    related: { standard: "OMOP-CDM-5.4", tables: ["visit_occurrence", "measurement"], mostRows: 50 },
    images: {
      shows: "axial slices of the chest",
      modality: "CT",
      size: 64,
      channels: 1,
      window: "own",
      classes: ["benign", "malignant"],
      mostPerPatient: 20,
    },
  };
  const whole = buildCatalogueEntry({ ...input, schema, offersHighFidelity: true });
  const tables = (whole["healthdcatap:hasVariables"] as Node)["csvw:table"] as Node[];
  const text = JSON.stringify(tables);
  assert.equal(tables.length, 4);
  for (const word of [
    "visit_start_date",
    "value_as_number",
    "OMOP CDM 5.4",
    "axial slices of the chest",
    "malignant",
  ])
    assert.ok(text.includes(word), word);
  assert.ok(!text.includes("drug_concept_id"));
  assert.match(JSON.stringify(whole["dct:conformsTo"]), /OMOP-CDM/);
  const offers = whole["dcat:distribution"] as Node[];
  assert.equal(offers.length, 4);
  assert.equal(offers.filter((each) => JSON.stringify(each).includes("file-type/ZIP")).length, 2);
  // Without high-fidelity files on offer there is neither.
  const bare = buildCatalogueEntry({ ...input, schema });
  assert.ok(!JSON.stringify(bare["dcat:distribution"]).includes("ZIP"));
});
