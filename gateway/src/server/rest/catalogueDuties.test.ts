import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { canonicalJson, digestOfBytes, HolderDeclaration, writeShapes } from "@symbolon/protocol";
import { Parser, Store } from "n3";
import Validator from "rdf-validate-shacl";
import { declarationStorage } from "../../permits/holders/declarationStorage.ts";
import { insertDataset } from "../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { catalogueEntry } from "../../test-support/testDocuments.ts";

const OWNER = `0x${"a1".repeat(20)}`;
const SOURCE = "https://other.example/catalogue/7";
let gateway: TestGateway;
let digest: string;

/** Of a derived dataset, with a protected column. */
const declaration = (datasetId: string) =>
  HolderDeclaration.parse({
    format: "symbolon-holder-declaration/1",
    chainId: 31_337,
    datasetId,
    holderClass: "obliged",
    nationalExtension: null,
    identifiable: true,
    isDerived: true,
    derivedFrom: [{ dataset: SOURCE, permitId: "7" }],
    protectedColumns: [{ column: "grade", ground: "trade-secret", justification: "A method of ours" }],
    openAccessUrl: null,
    reviewedOn: "2029-04-01",
  });

before(async () => {
  gateway = await openTestGateway();
  digest = await gateway.pin(catalogueEntry());
  const other = await gateway.pin(catalogueEntry({ identifier: "hospital-a:undeclared" }));
  await insertDataset(gateway.database, 1, { catalogue_digest: digest, lane: "EHDS", owner: OWNER });
  await insertDataset(gateway.database, 2, { catalogue_digest: other, lane: "EHDS", owner: OWNER });
  const said = declaration("1");
  await declarationStorage(gateway.database).put(said, canonicalJson(said), OWNER, 1_900_000_000);
  gateway.documents.onBlock(3);
  await gateway.documents.settled();
});
after(() => gateway.close());

const PAGE = "http://xmlns.com/foaf/0.1/page";
const DERIVED = "http://purl.org/dc/terms/source";
const read = async (path: string) => new Parser().parse(await (await fetch(`${gateway.url}${path}`)).text());

test("Art. 51(3), 60(3): the catalogue says of a declared dataset where its duties are, and what it was made from", async () => {
  for (const path of ["/catalogue.ttl", "/catalogue/all.ttl"]) {
    const quads = await read(path);
    const about = (predicate: string) =>
      quads
        .filter((quad) => quad.predicate.value === predicate)
        .map(({ subject, object }) => [subject.value, object.value]);
    const dataset = "urn:symbolon:dataset:hospital-a:breast";
    assert.deepEqual(about(PAGE), [[dataset, `${gateway.url}/ehds/datasets/1`]], path);
    assert.deepEqual(about(DERIVED), [[dataset, SOURCE]], path);
  }
  const page = await fetch(`${gateway.url}/ehds/datasets/1`);
  assert.equal(page.status, 200, "the page that is named is there");
});

test("with what is said beside it the dataset still has no violation of its shapes, and one that is broken has", async () => {
  const shapes = new Validator(new Store(new Parser().parse(writeShapes("NON_PUBLIC"))));
  const quads = await read("/catalogue.ttl");
  const violations = async (data: typeof quads) =>
    (await shapes.validate(new Store(data))).results.filter(({ severity }) =>
      severity?.value.endsWith("#Violation"),
    ).length;
  assert.equal(await violations(quads), 0);
  assert.notEqual(
    await violations(quads.filter(({ predicate }) => !predicate.value.endsWith("#healthCategory"))),
    0,
  );
});

test("an entry stays as it was pinned, and links its duties; one of which nothing is declared links none", async () => {
  const entry = await fetch(`${gateway.url}/catalogue/1.jsonld`);
  assert.equal(digestOfBytes(new Uint8Array(await entry.arrayBuffer())), digest);
  const link = `<${gateway.url}/ehds/datasets/1>; rel="describedby"; type="application/json"`;
  assert.ok(entry.headers.get("link")?.includes(link));
  const undeclared = await fetch(`${gateway.url}/catalogue/2.ttl`);
  assert.equal(undeclared.headers.get("link")?.includes("describedby"), false);
});
