import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { catalogueEntry } from "../test-support/testDocuments.ts";
import { importEntries } from "./importEntries.ts";

const EXAMPLE = new URL(
  "../../../../shared/reference/ehds-data/examples/minimal-non-public.ttl",
  import.meta.url,
);
const refused = (code: string) => (error: unknown) => error instanceof SymbolonError && error.code === code;

test("a Turtle file of an EU catalogue comes in whole, goes out and comes in again as the same document", {
  skip: !existsSync(EXAMPLE) && "the example file is not there",
}, async () => {
  const [first] = await importEntries(readFileSync(EXAMPLE, "utf8"), "text/turtle");
  assert.deepEqual(first!.ignored, []);
  assert.deepEqual(
    first!.findings.filter(({ severity }) => severity === "violation"),
    [],
  );
  assert.equal(first!.description.individuals, 228);
  assert.equal(first!.description.variables![0]!.table![0]!.column!.length, 2);
  const [again] = await importEntries(JSON.stringify(first!.entry), "application/ld+json");
  assert.equal(again!.digest, first!.digest);
});

test("JSON-LD in another form than ours (terms, expanded, several datasets) is read by its meaning", async () => {
  const { "@context": _, "@included": __, ...entry } = catalogueEntry() as Record<string, unknown>;
  const file = {
    "@context": [
      catalogueEntry()["@context"],
      { titel: { "@id": "dct:title", "@language": "de" }, sets: { "@reverse": "dct:isPartOf" } },
    ],
    "@graph": [
      { ...entry, titel: "Kohorte" },
      {
        "@id": "urn:other",
        "@type": "dcat:Dataset",
        titel: "Andere",
        "dct:creator": { "@id": "urn:someone" },
      },
      { "@id": "urn:catalogue", "@type": "dcat:Catalog", "dct:title": "No dataset" },
    ],
  };
  const datasets = await importEntries(JSON.stringify(file), "application/ld+json");
  assert.equal(datasets.length, 2);
  const [known, other] = [
    datasets.find(({ iri }) => iri === entry["@id"])!,
    datasets.find(({ iri }) => iri === "urn:other")!,
  ];
  assert.ok(known.entry !== null);
  assert.equal(known.description.title!.length, 2);
  assert.equal(other.entry, null, "it lacks what is mandatory");
  assert.deepEqual(other.ignored, ["dct:creator"]);
});

test("older files fail with what is wrong, where, and what to do", async () => {
  const turtle = `
    @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix health: <http://healthdataportal.eu/ns/health#> .
    <urn:old> a dcat:Dataset ; dct:title "Old"@en ; health:hasCodeValues <http://www.wikidata.org/entity/Q1> ;
      health:hasStructuredData "yes" ; health:numberOfRecords "many" ; dct:publisher "Somebody" ;
      health:healthCategory <http://13.81.34.152/category/EHRS> ;
      dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> , <urn:another> .`;
  const [dataset] = await importEntries(turtle, "text/turtle");
  const found = dataset!.findings
    .filter(({ severity, code }) => severity === "violation" && code !== "MISSING")
    .map(({ code, path }) => `${code} ${path}`);
  assert.deepEqual(found.sort(), [
    "NOT_IN_LIST healthCategory[0]",
    "TOO_MANY accessRights",
    "WRONG_KIND codeValues",
    "WRONG_KIND hasStructuredData",
    "WRONG_KIND publisher",
    "WRONG_KIND records",
  ]);
});

test("a file that cannot be read is refused: broken, empty of datasets, nested without end, or of nodes shared too often", async () => {
  const many = (prefix: string, n: number) =>
    Array.from({ length: n }, (_, i) => `<urn:${prefix}${i}>`).join(", ");
  const shared = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix csvw: <http://www.w3.org/ns/csvw#> .
    ${many("d", 300)} .`;
  const graph = [
    "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix csvw: <http://www.w3.org/ns/csvw#> .",
    ...Array.from(
      { length: 300 },
      (_, i) => `<urn:d${i}> a dcat:Dataset ; <http://healthdataportal.eu/ns/health#hasVariables> <urn:g> .`,
    ),
    `<urn:g> csvw:table ${many("t", 300)} .`,
    ...Array.from({ length: 300 }, (_, i) => `<urn:t${i}> csvw:column ${many("c", 100)} .`),
  ].join("\n");
  for (const [text, type] of [
    ["{", "application/ld+json"],
    ["{", "application/json"],
    ["[]", "application/ld+json"],
    ["null", "application/json"],
    ["[]", "application/json"],
    [shared, "text/turtle"],
    [graph, "text/turtle"],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, "application/ld+json"],
  ] as const)
    await assert.rejects(importEntries(text, type), refused("E1010"), `${type} ${text.slice(0, 60)}`);
});

test("a description that is no description gets findings, not an exception", async () => {
  for (const text of ["{}", '{"title":7}', '{"iri":7,"hdab":{"name":[null]}}']) {
    const [dataset] = await importEntries(text, "application/json");
    assert.equal(dataset!.entry, null);
    assert.ok(dataset!.findings.length > 0);
  }
});
