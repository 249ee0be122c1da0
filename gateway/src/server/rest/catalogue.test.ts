import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { digestOfBytes, documentBytes } from "@symbolon/protocol";
import { insertDataset } from "../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { catalogueEntry } from "../../test-support/testDocuments.ts";

let gateway: TestGateway;
let digest: string;
before(async () => {
  gateway = await openTestGateway();
  digest = await gateway.pin(catalogueEntry());
  await insertDataset(gateway.database, 1, { catalogue_digest: digest });
  await insertDataset(gateway.database, 2);
  await insertDataset(gateway.database, 3, { catalogue_digest: digest, status: "RETIRED" });
  for (let id = 10; id < 130; id++) await insertDataset(gateway.database, id, { catalogue_digest: digest });
  gateway.documents.onBlock(3);
  await gateway.documents.settled();
});
after(() => gateway.close());

test("an entry comes as pinned: its sha256 is the digest on chain", async () => {
  const response = await fetch(`${gateway.url}/catalogue/1.jsonld`);
  assert.equal(response.headers.get("content-type"), "application/ld+json");
  const bytes = new Uint8Array(await response.arrayBuffer());
  assert.equal(digestOfBytes(bytes), digest);
  assert.deepEqual(bytes, documentBytes(catalogueEntry()));
  const etag = response.headers.get("etag")!;
  const again = await fetch(`${gateway.url}/catalogue/1.jsonld`, { headers: { "if-none-match": etag } });
  assert.equal(again.status, 304);
});

test("an unknown dataset is E2007, one whose entry is not fetched E5001", async () => {
  for (const [path, code] of [
    ["/catalogue/999.jsonld", "E2007"],
    ["/catalogue/2.jsonld", "E5001"],
  ] as const) {
    const response = await fetch(`${gateway.url}${path}`);
    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as { error: { code: string } }).error.code, code);
  }
});

test("the catalogue holds every listed dataset with an entry, over several pages, and says where it is on chain", async () => {
  const response = await fetch(`${gateway.url}/catalogue.jsonld`);
  assert.equal(response.headers.get("content-type"), "application/ld+json");
  const catalogue = (await response.json()) as Record<string, unknown>;
  assert.equal(catalogue["@type"], "dcat:Catalog");
  const datasets = catalogue["dcat:dataset"] as Record<string, unknown>[];
  assert.equal(datasets.length, 121);
  const { "http://www.w3.org/ns/adms#identifier": identifier, ...entry } = datasets[0]!;
  assert.deepEqual(entry, catalogueEntry());
  assert.deepEqual(identifier, {
    "@type": "adms:Identifier",
    "dct:identifier": "eip155:31337/erc721:0x0000000000000000000000000000000000000003/1",
  });
});
