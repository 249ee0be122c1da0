import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { insertDataset } from "../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { orderSpec } from "../../test-support/testDocuments.ts";

describe("answers that are kept for a moment", () => {
  let gateway: TestGateway;
  let reads = 0;
  before(async () => {
    gateway = await openTestGateway({ answerLifeMs: 3_600_000 });
    await insertDataset(gateway.database, 1);
    const { query } = gateway.database;
    gateway.database.query = (...given) => {
      reads += 1;
      return query(...given);
    };
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.block();
    reads = 0;
  });

  const LIST = { query: "{ datasets { totalCount nodes { id } } }" };
  async function post(body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      text: await response.text(),
    };
  }

  it("are the same answers, made once", async () => {
    const first = await post(LIST);
    const made = reads;
    assert.ok(made > 0 && first.status === 200);
    assert.deepEqual(await post(LIST), first);
    assert.equal(reads, made);
  });

  it("end with the next block", async () => {
    const before = await post(LIST);
    await insertDataset(gateway.database, 2);
    assert.deepEqual(await post(LIST), before);
    gateway.block();
    assert.match((await post(LIST)).text, /"totalCount":2/);
  });

  it("are not given to a request that differs in anything, or that carries credentials", async () => {
    await post(LIST);
    for (const [body, headers] of [
      [{ ...LIST, variables: { a: 1 } }, {}],
      [LIST, { accept: "application/graphql-response+json" }],
      [LIST, { cookie: "symbolon-session=x" }],
      [LIST, { authorization: "Bearer x" }],
    ] as const) {
      reads = 0;
      assert.equal((await post(body, headers as Record<string, string>)).status, 200);
      assert.ok(reads > 0, JSON.stringify(headers));
    }
  });

  it("are none of errors: what failed once is tried again", async () => {
    const { query } = gateway.database;
    gateway.database.query = () => Promise.reject(new Error("away"));
    assert.match((await post(LIST)).text, /E9008/);
    gateway.database.query = query;
    assert.match((await post(LIST)).text, /"totalCount"/);
  });

  it("are none of mutations: each is done", async () => {
    const mutation = {
      query: "mutation ($spec: JSON!) { pinOrderSpec(spec: $spec) { ok { cid } error { code } } }",
      variables: { spec: orderSpec() },
    };
    for (let i = 0; i < 2; i++) {
      reads = 0;
      const { text } = await post(mutation);
      assert.ok(reads > 0, text);
    }
  });

  it("pass through what GraphQL itself refuses: no JSON, bodies too large, batches", async () => {
    assert.equal((await post("{")).status, 400);
    assert.equal((await post([LIST, LIST])).status, 400);
    assert.equal((await post({ ...LIST, variables: { x: "y".repeat(300_000) } })).status, 413);
    assert.equal((await post("", {})).status, 400);
  });
});
