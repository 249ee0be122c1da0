import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { digestOfDocument, documentBytes } from "@symbolon/protocol";
import pino from "pino";
import { insertDataset } from "../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../test-support/openTestGateway.ts";
import { catalogueEntry, SCHEMA } from "../test-support/testDocuments.ts";
import { createDocumentCache } from "./documentCache.ts";

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
});
after(() => gateway.close());

const digest = digestOfDocument(catalogueEntry());
const titleOf = async (id: string) => {
  const answer = await gateway.graphql(
    "query ($id: ID!) { dataset(id: $id) { title records schema catalogue } }",
    { id },
  );
  return answer.data?.dataset as {
    title: string;
    records: number | null;
    schema: unknown;
    catalogue: unknown;
  };
};
const tried = async () => {
  gateway.documents.onBlock(3);
  await gateway.documents.settled();
};

test("a missing document is shown as missing and fetched on a later try", async () => {
  await insertDataset(gateway.database, 1, { catalogue_digest: digest });
  await tried();
  assert.deepEqual(await titleOf("1"), { title: "Dataset 1", records: null, schema: null, catalogue: null });
  assert.equal((await gateway.documents.counts()).wanted, 2);

  await gateway.pin(catalogueEntry());
  await gateway.pin(SCHEMA);
  await gateway.documents.settled();
  assert.equal((await titleOf("1")).title, "Dataset 1", "not tried again before its time");

  gateway.chain.time += 2;
  await gateway.documents.settled();
  assert.deepEqual(await titleOf("1"), {
    title: "Rotterdam breast cancer cohort",
    records: 2980,
    schema: SCHEMA,
    catalogue: catalogueEntry(),
  });
});

test("waits longer after every try, at most five minutes", async () => {
  const absent = `0x${"77".repeat(32)}`;
  await insertDataset(gateway.database, 2, { catalogue_digest: absent });
  await tried();
  const waits: number[] = [];
  for (let i = 0; i < 10; i++) {
    const [row] = await gateway.database.query<{ next_attempt_at: number }>(
      "SELECT next_attempt_at FROM gateway.document WHERE digest = $1",
      [absent],
    );
    waits.push(row!.next_attempt_at - gateway.chain.time);
    gateway.chain.time = row!.next_attempt_at;
    await gateway.documents.settled();
  }
  assert.deepEqual(waits, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
});

test("documents that are there and do not fit are refused once and for all, and the gateway goes on", async () => {
  const bad: unknown[] = [
    { "@type": "dcat:Catalog" },
    [],
    "text",
    null,
    { ...catalogueEntry(), "dct:title": 7 },
  ];
  const digests = [];
  for (const document of bad) digests.push(await gateway.pin(document));
  const pretty = new TextEncoder().encode(JSON.stringify(catalogueEntry(), null, 2));
  digests.push((await gateway.contentStore.add(pretty)).digest);
  digests.push((await gateway.contentStore.add(new Uint8Array([0xff, 0xfe, 0x7b]))).digest);
  for (const [i, catalogue_digest] of digests.entries())
    await insertDataset(gateway.database, 10 + i, { catalogue_digest });
  await tried();
  const before = await gateway.documents.counts();
  assert.equal(before.refused, digests.length);
  for (const i of digests.keys()) assert.equal((await titleOf(String(10 + i))).title, `Dataset ${10 + i}`);
});

test("a digest that one dataset misuses still works where it belongs", async () => {
  const other = { ...SCHEMA, name: "another" };
  const schemaDigest = await gateway.pin(other);
  await insertDataset(gateway.database, 30, { catalogue_digest: schemaDigest });
  await insertDataset(gateway.database, 31, { catalogue_digest: digest, schema_digest: schemaDigest });
  await tried();
  assert.deepEqual((await titleOf("31")).schema, other);
  assert.equal((await titleOf("30")).title, "Dataset 30");
});

test("text that PostgreSQL cannot hold or that is very long does not stop a document", async () => {
  const odd = {
    ...catalogueEntry({ description: "x".repeat(50_000), keywords: ["y".repeat(200_000)] }),
    "dct:title": "a\u0000b",
  };
  assert.ok(documentBytes(odd).length < 1_048_576);
  await insertDataset(gateway.database, 40, { catalogue_digest: await gateway.pin(odd) });
  await tried();
  assert.equal((await titleOf("40")).title, "ab");
});

test("summaries that an older version made are made again at the next start", async () => {
  const { database, contentStore } = gateway;
  await database.query("UPDATE gateway.catalogue SET reader = 0, title = 'stale' WHERE digest = $1", [
    digest,
  ]);
  await database.query("DELETE FROM gateway.catalogue_value WHERE digest = $1", [digest]);
  const next = createDocumentCache({
    database,
    contentStore,
    log: pino({ level: "silent" }),
    now: () => gateway.chain.time,
  });
  await next.settled();
  await next.close();
  const [row] = await database.query("SELECT title FROM gateway.catalogue WHERE digest = $1", [digest]);
  assert.deepEqual(row, { title: "Rotterdam breast cancer cohort" });
  assert.deepEqual(
    await database.query("SELECT facet, value FROM gateway.catalogue_value WHERE digest = $1 ORDER BY 1", [
      digest,
    ]),
    [
      { facet: "accessLevel", value: "NON_PUBLIC" },
      { facet: "population", value: "unknown" },
      { facet: "records", value: "1000..9999" },
    ],
  );
});
