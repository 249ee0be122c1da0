import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getIntrospectionQuery } from "graphql";
import { insertDataset } from "../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
  await insertDataset(gateway.database, 1);
});
after(() => gateway.close());

async function codeOf(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const answer = await gateway.graphql(query, variables);
  return answer.errors === undefined ? "ok" : answer.errors[0]!.extensions?.code;
}
const nested = (levels: number) => {
  const inside = Array.from({ length: levels }).reduce<string>(
    (inner) => `orders(first: 1) { datasets { ${inner} } }`,
    "id",
  );
  return `{ dataset(id: "1") { ${inside} } }`;
};

test("allows the standard introspection query", async () => {
  assert.equal(await codeOf(getIntrospectionQuery()), "ok");
});

test("refuses fields that nest too deep, also through fragments", async () => {
  assert.equal(await codeOf(nested(3)), "ok");
  assert.equal(await codeOf(nested(4)), "E9007");
  const fragments = `{ dataset(id: "1") { ...A } }
    fragment A on Dataset { orders(first: 1) { datasets { ...B } } }
    fragment B on Dataset { orders(first: 1) { datasets { ...C } } }
    fragment C on Dataset { orders(first: 1) { datasets { ...D } } }
    fragment D on Dataset { orders(first: 1) { datasets { id } } }`;
  assert.equal(await codeOf(fragments), "E9007");
  const introspection = `{ __type(name: "Dataset") { ${"ofType { ".repeat(20)} name ${"} ".repeat(20)} } }`;
  assert.equal(await codeOf(introspection), "E9007");
});

test("refuses many renamed fields", async () => {
  const aliased = (n: number) =>
    `{ ${Array.from({ length: n }, (_, i) => `a${i}: stats { orders }`).join(" ")} }`;
  assert.equal(await codeOf(aliased(15)), "ok");
  assert.equal(await codeOf(aliased(16)), "E9007");
});

test("refuses an answer that could be too large, with variables counted and before anything is read", async () => {
  const query = `query ($n: Int) { datasets(first: $n) { nodes { id orders(first: $n) { id rows rhoMicro } } } }`;
  assert.equal(await codeOf(query, { n: 100 }), "ok");
  assert.equal(await codeOf(query, { n: 200 }), "E9007");
  const answer = await gateway.graphql(query, { n: 200 });
  assert.equal(answer.data ?? null, null);
});

test("allows the widest operations of the dApp", async () => {
  const settled = `{ orders(first: 200) { id buyer status rows rhoMicro purpose totalWei deadline placedAt placedTx accessUntil
    datasets { id title provider } job { state failReason history { state timestamp tx gasUsed } } payouts { account kind amountWei } } }`;
  assert.equal(await codeOf(settled), "ok");
});

test("refuses a page above 200 and below 0 rather than cutting it silently", async () => {
  for (const n of [201, -1]) assert.equal(await codeOf(`{ orders(first: ${n}) { id } }`), "E9007");
});

test("refuses a fragment bomb quickly", async () => {
  const bomb = Array.from(
    { length: 24 },
    (_, i) => `fragment F${i} on Stats { ...F${i + 1} ...F${i + 1} }`,
  ).join("\n");
  const query = `{ stats { ...F0 } } ${bomb} fragment F24 on Stats { __typename orders }`;
  assert.equal(await codeOf(query), "E9007");
});

test("refuses documents with too many tokens and bodies with too many bytes", async () => {
  const wide = await gateway.graphql(`{ ${"stats { orders } ".repeat(600)} }`);
  assert.match(wide.errors![0]!.message, /tokens/);
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ stats { orders } }", variables: { x: "y".repeat(300_000) } }),
  });
  assert.equal(response.status, 413);
});

test("runs one operation per request", async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([{ query: "{ stats { orders } }" }, { query: "{ stats { orders } }" }]),
  });
  assert.equal(response.status, 400);
});

test("refuses scalars that are none, as catalogued errors", async () => {
  for (const value of ["-1", "1.5", "0x10", "", " 1", "9".repeat(79)])
    assert.notEqual(
      await codeOf("query ($p: BigInt) { datasets(filter: { maxPriceWei: $p }) { totalCount } }", {
        p: value,
      }),
      "ok",
    );
  for (const value of ["0x1", "ab", "0xzz"])
    assert.notEqual(await codeOf("query ($b: Bytes!) { rewardBalance(account: $b) }", { b: value }), "ok");
});
