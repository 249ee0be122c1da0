import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
});
after(() => gateway.close());
beforeEach(() => {
  gateway.logged.length = 0;
});

const SECRET = "connection to 10.0.0.7 as admin:hunter2 failed";

/** Runs `work` while every statement fails as a database driver would. */
async function withBrokenDatabase<T>(work: () => Promise<T>): Promise<T> {
  const { query } = gateway.database;
  gateway.database.query = () => Promise.reject(new Error(SECRET));
  try {
    return await work();
  } finally {
    gateway.database.query = query;
  }
}

test("an unexpected error in GraphQL tells a request id and nothing else; the log has both", async () => {
  const [text, id] = await withBrokenDatabase(async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ orders { id } }" }),
    });
    return [await response.text(), response.headers.get("x-request-id")!] as const;
  });
  assert.ok(!text.includes("hunter2"));
  const error = (
    JSON.parse(text) as { errors: { message: string; path: string[]; extensions: Record<string, unknown> }[] }
  ).errors[0]!;
  assert.equal(error.extensions.code, "E9008");
  assert.deepEqual(error.extensions.details, { requestId: id });
  assert.deepEqual(error.path, ["orders"]);
  assert.ok(error.message.includes(id));
  assert.ok(gateway.logged.some((line) => line.includes(SECRET) && line.includes(id)));
});

test("an unexpected error in REST tells a request id and nothing else", async () => {
  const response = await withBrokenDatabase(() => fetch(`${gateway.url}/catalogue/1.jsonld`));
  const text = await response.text();
  assert.equal(response.status, 500);
  assert.ok(!text.includes("hunter2"));
  const { error } = JSON.parse(text) as { error: { code: string; details: { requestId: string } } };
  assert.equal(error.code, "E9008");
  assert.equal(error.details.requestId, response.headers.get("x-request-id"));
  assert.ok(gateway.logged.some((line) => line.includes(error.details.requestId)));
});

test("two requests never share an id", async () => {
  const ids = await Promise.all(
    Array.from({ length: 5 }, async () =>
      (await fetch(`${gateway.url}/metrics`)).headers.get("x-request-id"),
    ),
  );
  assert.equal(new Set(ids).size, 5);
});

test("a catalogued error keeps its code, remedy and details", async () => {
  const answer = await gateway.graphql("{ orders(first: 999) { id } }");
  assert.deepEqual(answer.errors![0]!.extensions, {
    code: "E9007",
    todo: "Ask for fewer fields or smaller pages.",
    retryable: false,
    details: { reason: "first is 0 to 200" },
  });
});

test("a chain that does not answer makes the status unhealthy, not an error", async () => {
  gateway.chain.failure = new SymbolonError("E6001", { reason: "TIMEOUT" });
  try {
    const answer = await gateway.graphql("{ status { chainBlock indexedBlock lagBlocks healthy } }");
    assert.deepEqual(answer.data!.status, { chainBlock: 10, indexedBlock: 10, lagBlocks: 0, healthy: false });
  } finally {
    gateway.chain.failure = null;
  }
});

test("syntax and validation errors are told in full, they are the client's own", async () => {
  assert.match((await gateway.graphql("{ orders {")).errors![0]!.message, /Syntax Error/);
  assert.match((await gateway.graphql("{ nothing }")).errors![0]!.message, /nothing/);
  assert.deepEqual(gateway.logged, []);
});
