import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { operationHash, readOperationList } from "./operationList.ts";

const STATS = "query Stats { stats { orders } }";
const PAGE = "query Page($first: Int) { datasets(first: $first) { totalCount } }";
const documents = new Map([STATS, PAGE].map((text) => [operationHash(text), text]));

async function ask(gateway: TestGateway, body: object) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    data?: unknown;
    errors?: { extensions?: { code?: string } }[];
  };
  return answer.errors === undefined ? answer.data : answer.errors[0]!.extensions?.code;
}
const named = (hash: string) => ({ documentId: `sha256:${hash}` });
const persisted = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

describe("operations by name", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openTestGateway({ operations: { documents, isOnly: false } });
  });
  after(() => gateway.close());

  it("answers an operation of the list by its hash, with variables, and any other by its text", async () => {
    const stats = { stats: { orders: 0 } };
    assert.deepEqual(await ask(gateway, named(operationHash(STATS))), stats);
    assert.deepEqual(await ask(gateway, persisted(operationHash(STATS).toUpperCase())), stats);
    assert.deepEqual(await ask(gateway, { ...named(operationHash(PAGE)), variables: { first: 3 } }), {
      datasets: { totalCount: 0 },
    });
    assert.deepEqual(await ask(gateway, { query: "{ stats { renewals } }" }), { stats: { renewals: 0 } });
  });

  it("does not learn operations from those who ask", async () => {
    const query = "{ stats { permits } }";
    const hash = operationHash(query);
    assert.equal(await ask(gateway, { query, ...persisted(hash) }), "E9012");
    assert.equal(await ask(gateway, persisted(hash)), "E9012");
  });

  it("holds named operations to the same limits", async () => {
    assert.equal(await ask(gateway, { ...named(operationHash(PAGE)), variables: { first: 201 } }), "E9007");
  });
});

describe("operations of a list only", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openTestGateway({ operations: { documents, isOnly: true } });
  });
  after(() => gateway.close());

  it("answers what is on the list, by hash or by its exact text, and nothing else", async () => {
    assert.deepEqual(await ask(gateway, named(operationHash(STATS))), { stats: { orders: 0 } });
    assert.deepEqual(await ask(gateway, { query: STATS }), { stats: { orders: 0 } });
    for (const query of [`${STATS} `, "{ __schema { types { name } } }", "{ stats { orders } }", ""])
      assert.equal(await ask(gateway, { query }), "E9013");
    const mutation = "mutation { pinOrderSpec(spec: {}) { ok { cid } } }";
    assert.equal(await ask(gateway, { query: mutation }), "E9013");
  });
});

describe("a file of operations", () => {
  it("must hold texts under their own hashes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "symbolon-operations-"));
    const refused = (error: unknown) => error instanceof SymbolonError && error.code === "E8003";
    try {
      const path = join(folder, "operations.json");
      await writeFile(path, JSON.stringify(Object.fromEntries(documents)));
      assert.equal((await readOperationList(path, true)).documents.get(operationHash(STATS)), STATS);
      await writeFile(path, JSON.stringify({ [operationHash(STATS)]: PAGE }));
      await assert.rejects(readOperationList(path, true), refused);
      await writeFile(path, "[]");
      await assert.rejects(readOperationList(path, true), refused);
      await assert.rejects(readOperationList(join(folder, "none.json"), false), refused);
      await assert.rejects(readOperationList(undefined, true), refused);
      assert.equal((await readOperationList(undefined, false)).documents.size, 0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
