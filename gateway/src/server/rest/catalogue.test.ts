import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  cidOfDigest,
  digestOfBytes,
  digestOfDocument,
  documentBytes,
  entryTriples,
  LabelDocument,
  proofSigner,
  type RdfTriple,
  readDescriptions,
  signedLabel,
} from "@symbolon/protocol";
import { parseRdf } from "../../catalogue/parseRdf.ts";
import { canonicalGraph } from "../../test-support/canonicalGraph.ts";
import { insertDataset } from "../../test-support/indexRows.ts";
import { DEPLOYMENT, openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { catalogueEntry, SCHEMA } from "../../test-support/testDocuments.ts";
import { TEST_HUB } from "../../test-support/testHub.ts";

const EVIL = '<script>alert("x")</script>';
let gateway: TestGateway;
let digest: string;
before(async () => {
  gateway = await openTestGateway({}, { hub: TEST_HUB });
  digest = await gateway.pin(catalogueEntry());
  await insertDataset(gateway.database, 1, { catalogue_digest: digest });
  await insertDataset(gateway.database, 2);
  await insertDataset(gateway.database, 3, { catalogue_digest: digest, status: "RETIRED" });
  await insertDataset(gateway.database, 4, { status: "RETIRED" });
  const evil = await gateway.pin(catalogueEntry({ title: EVIL, accessUrl: "javascript:alert(1)" }));
  await insertDataset(gateway.database, 5, { catalogue_digest: evil, status: "UNLISTED" });
  for (let id = 10; id < 130; id++) await insertDataset(gateway.database, id, { catalogue_digest: digest });
  gateway.documents.onBlock(3);
  await gateway.documents.settled();
});
after(() => gateway.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, { headers });
const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;
const iri = (value: string) => value.replace("_BASE_", gateway.url);
const objects = (triples: readonly RdfTriple[], predicate: string) =>
  triples.filter((triple) => triple.predicate.value.endsWith(predicate)).map(({ object }) => object.value);

test("an entry comes as pinned: its sha256 is the digest on chain", async () => {
  const response = await get("/catalogue/1.jsonld");
  assert.equal(response.headers.get("content-type"), "application/ld+json");
  const bytes = new Uint8Array(await response.arrayBuffer());
  assert.equal(digestOfBytes(bytes), digest);
  assert.deepEqual(bytes, documentBytes(catalogueEntry()));
  const etag = response.headers.get("etag")!;
  assert.equal((await get("/catalogue/1.jsonld", { "if-none-match": etag })).status, 304);
  assert.equal(
    (await get("/catalogue/1.ttl", { "if-none-match": etag })).status,
    200,
    "another form, another tag",
  );
});

test("the form is what Accept likes best; an ending asks outright; nothing acceptable is 406", async () => {
  for (const [path, accept, type] of [
    ["/catalogue/1", "text/turtle", "text/turtle; charset=utf-8"],
    ["/catalogue/1", "text/html;q=0.8, application/ld+json;q=0.9", "application/ld+json"],
    ["/catalogue/1", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"],
    ["/catalogue/1", "*/*", "application/ld+json"],
    ["/catalogue/1.ttl", "text/html", "text/turtle; charset=utf-8"],
    ["/catalogue/1.html", "text/turtle", "text/html; charset=utf-8"],
    ["/catalogue", "text/turtle", "text/turtle; charset=utf-8"],
    ["/.well-known/void", "text/turtle", "text/turtle; charset=utf-8"],
  ] as const) {
    const response = await get(path, { accept });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), type, `${path} ${accept}`);
    assert.equal(response.headers.get("vary"), "Accept");
  }
  const none = await get("/catalogue/1", { accept: "application/rdf+xml" });
  assert.equal(none.status, 406);
  assert.equal(await codeOf(none), "E9020");
});

test("Turtle and JSON-LD of an entry are one graph", async () => {
  const turtle = await parseRdf(await (await get("/catalogue/1.ttl")).text(), "text/turtle");
  assert.equal(await canonicalGraph(turtle), await canonicalGraph(entryTriples(catalogueEntry())));
});

test("the HTML page shows what an entry says and runs nothing that it brings", async () => {
  const response = await get("/catalogue/5.html");
  const page = await response.text();
  assert.match(response.headers.get("content-security-policy")!, /default-src 'none'/);
  assert.ok(page.includes("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"));
  assert.ok(!page.includes("<script>alert"));
  assert.ok(!page.includes('href="javascript'));
  assert.ok(page.includes('<link rel="alternate" type="text/turtle"'));
});

test("an unknown dataset is E2007, one whose entry is not fetched E5001", async () => {
  for (const [path, code] of [
    ["/catalogue/999.jsonld", "E2007"],
    ["/catalogue/2.jsonld", "E5001"],
    ["/catalogue/2", "E5001"],
  ] as const) {
    const response = await get(path);
    assert.equal(response.status, 404);
    assert.equal(await codeOf(response), code);
  }
});

test("a retired dataset is gone and keeps a tombstone in every form, with its metadata and no dcat:Dataset", async () => {
  for (const suffix of [".jsonld", ".ttl", ".html"])
    assert.equal((await get(`/catalogue/3${suffix}`)).status, 410);
  const triples = await parseRdf(await (await get("/catalogue/3.ttl")).text(), "text/turtle");
  assert.deepEqual(readDescriptions(triples), []);
  assert.ok(
    objects(triples, "rdf-syntax-ns#type").includes("https://www.w3.org/ns/activitystreams#Tombstone"),
  );
  assert.deepEqual(objects(triples, "activitystreams#formerType"), ["http://www.w3.org/ns/dcat#Dataset"]);
  assert.deepEqual(objects(triples, "dc/terms/title"), ["Rotterdam breast cancer cohort"]);
  assert.deepEqual(objects(triples, "activitystreams#deleted"), [new Date(1_799_000_000_000).toISOString()]);
  const bare = await get("/catalogue/4");
  assert.equal(bare.status, 410, "also without an entry");
});

test("the catalogue's pages hold every listed dataset with an entry once, linked by hydra:next", async () => {
  const seen: string[] = [];
  let url: string | null = `${gateway.url}/catalogue.ttl?size=50`;
  for (let pages = 0; url !== null; pages++) {
    assert.ok(pages < 4);
    const triples = await parseRdf(await (await fetch(url)).text(), "text/turtle");
    assert.deepEqual(objects(triples, "hydra/core#totalItems"), ["122"]);
    const records = triples.filter(
      ({ object }) => object.value === "http://www.w3.org/ns/dcat#CatalogRecord",
    );
    seen.push(...records.map(({ subject }) => subject.value));
    assert.equal(readDescriptions(triples).length, 1, "they share one entry here");
    url = objects(triples, "hydra/core#next")[0] ?? null;
  }
  const ids = [1, ...Array.from({ length: 120 }, (_, i) => i + 10)];
  assert.deepEqual(
    seen,
    ids.map((id) => iri(`_BASE_/catalogue/${id}`)),
  );
});

test("a page as JSON-LD is the graph of the page as Turtle", async () => {
  const json = await parseRdf(
    await (await get("/catalogue.jsonld?size=2&after=9")).text(),
    "application/ld+json",
  );
  const turtle = await parseRdf(await (await get("/catalogue.ttl?size=2&after=9")).text(), "text/turtle");
  const withoutView = (triples: readonly RdfTriple[]) =>
    triples.filter(({ subject, object }) => !`${subject.value} ${object.value}`.includes("?size="));
  // A dataset listed twice is two entries of one IRI: its blank nodes are there twice in both forms.
  assert.equal(await canonicalGraph(withoutView(json)), await canonicalGraph(withoutView(turtle)));
});

test("pages and cursors that are none are refused", async () => {
  for (const query of ["size=0", "size=201", "size=x", "after=-1", "after=1e3"])
    assert.equal(await codeOf(await get(`/catalogue?${query}`)), "E9009", query);
});

test("the dumps hold everything in one answer", async () => {
  const turtle = await parseRdf(await (await get("/catalogue/all.ttl")).text(), "text/turtle");
  const json = await parseRdf(await (await get("/catalogue/all.jsonld")).text(), "application/ld+json");
  for (const triples of [turtle, json]) {
    const records = triples.filter(
      ({ object }) => object.value === "http://www.w3.org/ns/dcat#CatalogRecord",
    );
    assert.equal(new Set(records.map(({ subject }) => subject.value)).size, 121);
  }
});

test("VoID names the dumps that are there", async () => {
  const triples = await parseRdf(
    await (await get("/.well-known/void", { accept: "text/turtle" })).text(),
    "text/turtle",
  );
  const dumps = objects(triples, "void#dataDump");
  assert.equal(dumps.length, 2);
  for (const dump of dumps) assert.equal((await fetch(dump, { method: "HEAD" })).status, 200);
});

test("links follow a Host header that is a host and repeat nothing else", async () => {
  const { next, link } = await new Promise<{ next: string; link: string }>((resolve, reject) => {
    import("node:http").then(({ request }) => {
      const { port } = new URL(gateway.url);
      request({ port, path: "/catalogue.jsonld?size=1", headers: { host: "evil>.example" } }, (response) => {
        let body = "";
        response.on("data", (chunk) => {
          body += chunk;
        });
        response.on("end", () => {
          const view = (JSON.parse(body) as Record<string, Record<string, { "@id": string }>>)["hydra:view"]!;
          resolve({ next: view["hydra:next"]!["@id"], link: String(response.headers.link) });
        });
      })
        .on("error", reject)
        .end();
    }, reject);
  });
  assert.ok(next.startsWith("http://localhost/catalogue"));
  assert.ok(!link.includes("evil"));
});

test("a check lists every violation with path and remedy and stores nothing; an import is all or nothing", async () => {
  const post = (path: string, type: string, body: string) =>
    fetch(`${gateway.url}${path}`, { method: "POST", headers: { "content-type": type }, body });
  const { description } = readDescriptions(entryTriples(catalogueEntry({ identifier: "imported" })))[0]!;
  const { keyword: _, hdab: __, ...poor } = description;
  const refused = await post("/catalogue/import", "application/json", JSON.stringify({ ...poor, wrong: 1 }));
  assert.equal(refused.status, 422);
  const answer = (await refused.json()) as {
    valid: boolean;
    pinned: boolean;
    datasets: { entry: unknown; findings: { severity: string; path: string; todo: string }[] }[];
  };
  assert.equal(answer.pinned, false);
  assert.equal(answer.datasets[0]!.entry, null);
  const violations = answer.datasets[0]!.findings.filter(({ severity }) => severity === "violation");
  assert.deepEqual(violations.map(({ path }) => path).sort(), ["hdab", "keyword", "wrong"]);
  assert.ok(violations.every(({ todo }) => todo !== ""));

  const turtle = await (await get("/catalogue/1.ttl")).text();
  const imported = await post("/catalogue/import", "text/turtle; charset=utf-8", turtle);
  assert.equal(imported.status, 200);
  const good = (await imported.json()) as { pinned: boolean; datasets: { digest: string }[] };
  assert.equal(good.pinned, true);
  assert.equal(good.datasets[0]!.digest, digest, "out and in again is the same document");
  assert.equal(await codeOf(await post("/catalogue/check", "text/plain", "x")), "E9009");
  assert.equal(await codeOf(await post("/catalogue/check", "text/turtle", "not turtle")), "E1010");
  assert.equal(
    await codeOf(await post("/catalogue/check", "text/turtle", "<urn:a> <urn:b> <urn:c> .")),
    "E1010",
  );
  assert.equal(await codeOf(await post("/catalogue/check", "text/turtle", " ".repeat(2_000_001))), "E9003");
});

test("a schema is pinned under the digest of its canonical bytes; what is none is refused", async () => {
  const post = (body: string) => fetch(`${gateway.url}/catalogue/schema`, { method: "POST", body });
  const schema = { ...SCHEMA, name: "pinned here" };
  const pinned = await post(JSON.stringify(Object.fromEntries(Object.entries(schema).reverse()), null, 2));
  assert.equal(pinned.status, 200);
  assert.deepEqual(await pinned.json(), {
    cid: cidOfDigest(digestOfDocument(schema)),
    digest: digestOfDocument(schema),
  });
  const kept = await gateway.contentStore.get(digestOfDocument(schema));
  assert.deepEqual(new Uint8Array(kept), documentBytes(schema));
  assert.equal(await codeOf(await post(JSON.stringify({ ...schema, columns: [] }))), "E1006");
  assert.equal(await codeOf(await post("not JSON")), "E1006");
  assert.equal(await codeOf(await post(" ".repeat(1_048_577))), "E9003");
});

test("a file's remote context is not fetched", async () => {
  const response = await fetch(`${gateway.url}/catalogue/check`, {
    method: "POST",
    headers: { "content-type": "application/ld+json" },
    body: JSON.stringify({ "@context": `${gateway.url}/catalogue/1.jsonld`, "@type": "dcat:Dataset" }),
  });
  assert.equal(response.status, 400);
  assert.equal(await codeOf(response), "E1010");
});

test("shapes, label and offer are there to be read", async () => {
  assert.match(await (await get("/catalogue/shapes/non-public.ttl")).text(), /sh:targetClass dcat:Dataset/);
  assert.equal(await codeOf(await get("/catalogue/shapes/secret.ttl")), "E9006");
  const label = LabelDocument.parse(await (await get("/catalogue/1/label.json")).json());
  assert.ok(label.known > 0);
  assert.equal(proofSigner(label.proof!, signedLabel(label, DEPLOYMENT)), TEST_HUB.account);
  const graph = await parseRdf(JSON.stringify(label), "application/ld+json");
  assert.ok(objects(graph, "rdf-syntax-ns#type").includes("http://www.w3.org/ns/dqv#QualityAnnotation"));
  const offer = await parseRdf(await (await get("/catalogue/1/offer.ttl")).text(), "text/turtle");
  assert.ok(objects(offer, "rdf-syntax-ns#type").includes("http://www.w3.org/ns/odrl/2/Offer"));
  assert.equal(await codeOf(await get("/catalogue/3/offer")), "E2006");
});
