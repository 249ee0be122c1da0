import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertDataset } from "../../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";
import { catalogueEntry } from "../../../test-support/testDocuments.ts";
import { FACETS } from "./facets.ts";

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
  const finnish = await gateway.pin(catalogueEntry({ countries: ["FIN"] }));
  const belgian = await gateway.pin(catalogueEntry({ countries: ["BEL"], identifier: "b" }));
  await insertDataset(gateway.database, 1, { catalogue_digest: finnish });
  await insertDataset(gateway.database, 2, { catalogue_digest: belgian, price_wei: "5" });
  await insertDataset(gateway.database, 3, { catalogue_digest: belgian, status: "UNLISTED" });
  gateway.documents.onBlock(3);
  await gateway.documents.settled();
});
after(() => gateway.close());

const SEARCH = `query ($f: CatalogueFilter, $order: String, $first: Int, $after: String) {
  catalogueSearch(filter: $f, order: $order, first: $first, after: $after) {
    totalCount endCursor nodes { id title }
    facets { ${FACETS.map((facet) => `${facet} { value count }`).join(" ")} }
  }
}`;
type Found = {
  totalCount: number;
  endCursor: string | null;
  nodes: { id: string }[];
  facets: Record<string, { value: string; count: number }[]>;
};
async function search(variables: Record<string, unknown> = {}): Promise<Found> {
  const answer = await gateway.graphql(SEARCH, variables);
  assert.equal(answer.errors, undefined);
  return answer.data!.catalogueSearch as Found;
}

test("gives listed datasets with all facets in one operation within the limits", async () => {
  const { totalCount, nodes, facets } = await search();
  assert.equal(totalCount, 2);
  assert.deepEqual(
    nodes.map(({ id }) => id),
    ["1", "2"],
  );
  assert.deepEqual(Object.keys(facets), [...FACETS]);
  assert.deepEqual(facets.category, [{ value: "MRMR", count: 2 }]);
  assert.deepEqual(facets.certificate, [{ value: "none", count: 2 }]);
});

test("a chosen facet still shows what its other values would give, others are narrowed", async () => {
  const { totalCount, facets } = await search({ f: { country: ["BEL"] } });
  assert.equal(totalCount, 1);
  assert.deepEqual(facets.country, [
    { value: "BEL", count: 1 },
    { value: "FIN", count: 1 },
  ]);
  assert.equal(facets.price!.length, 1);
});

test("pages by cursor in the order asked for; another order's name is refused", async () => {
  const first = await search({ order: "PRICE", first: 1 });
  assert.deepEqual(first.nodes[0]!.id, "2");
  const second = await search({ order: "PRICE", first: 1, after: first.endCursor });
  assert.deepEqual(second.nodes[0]!.id, "1");
  const refused = await gateway.graphql(SEARCH, { order: "CHEAPEST" });
  assert.equal(refused.errors![0]!.extensions!.code, "E9009");
});
