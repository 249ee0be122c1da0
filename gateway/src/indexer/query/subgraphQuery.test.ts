import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { getIntrospectionQuery } from "graphql";
import { loadTestSubgraph } from "../test-support/openFollower.ts";
import { type MappingStage, openMappingStage } from "../test-support/openMappingStage.ts";
import { datasetPublished, orderPlaced } from "../test-support/sampleEvents.ts";
import { serveSubgraph } from "../test-support/serveSubgraph.ts";
import { collectionNames } from "./collectionNames.ts";

describe("the index in a Graph Node's dialect", () => {
  let stage: MappingStage;
  let node: Awaited<ReturnType<typeof serveSubgraph>>;
  before(async () => {
    stage = await openMappingStage();
    await stage.reset();
    node = await serveSubgraph(stage.database, (await loadTestSubgraph()).schema);
    for (const [id, priceWei] of [
      [1n, 30n],
      [2n, 10n],
      [3n, 20n],
    ] as const)
      stage.chain.mine([
        ["privacyLedger", "BudgetOpened", [id, 100n, 100n]],
        datasetPublished(id, { priceWei }),
      ]);
    stage.chain.mine([orderPlaced(7n, [1n, 3n])]);
    await stage.sync();
  });
  after(async () => {
    await node.close();
    await stage.close();
  });

  const ids = async (args: string) => {
    const { data, errors } = await node.ask(`{ datasets${args === "" ? "" : `(${args})`} { id } }`);
    assert.equal(errors, undefined, JSON.stringify(errors));
    return (data!.datasets as { id: string }[]).map(({ id }) => id).join(" ");
  };
  const codeOf = async (query: string) => (await node.ask(query)).errors?.[0]?.extensions?.code;

  it("names collections as a Graph Node does", () => {
    assert.deepEqual(
      ["Dataset", "BudgetEntry", "Stats", "Access", "DataPermit"].map((name) => collectionNames(name).plural),
      ["datasets", "budgetEntries", "stats_collection", "accesses", "dataPermits"],
    );
  });

  it("pages, orders and filters", async () => {
    assert.equal(await ids(""), "1 2 3");
    assert.equal(await ids("first: 1, skip: 1"), "2");
    assert.equal(await ids("orderBy: priceWei, orderDirection: desc"), "1 3 2");
    assert.equal(await ids('where: { priceWei_gte: "20" }'), "1 3");
    assert.equal(await ids('where: { priceWei_gt: 10, id_not: "3" }'), "1");
    assert.equal(await ids('where: { id_in: ["3", "1", "9"] }'), "1 3");
    assert.equal(await ids('where: { id_not_in: ["3"] }'), "1 2");
    assert.equal(await ids('where: { or: [{ id: "2" }, { priceWei: "20", status: LISTED }] }'), "2 3");
    assert.equal(await ids('where: { and: [{ id_gt: "1" }, { priceWei_lt: "15" }] }'), "2");
    assert.equal(await ids(`where: { provider: "0x${"B1".repeat(20)}" }`), "1 2 3");
    assert.equal(await ids("where: { status_not: LISTED }"), "");
    assert.equal(await ids("where: { _change_block: { number_gte: 3 } }"), "1 3");
  });

  it("answers references, lists of them and derived fields, all of one block", async () => {
    const { data } = await node.ask(
      `{ order(id: "7") { datasets { id budget { capMicro } } job { id state history { state } } versions totalWei rows permit { id } } }`,
    );
    assert.deepEqual(data, {
      order: {
        datasets: [
          { id: "1", budget: { capMicro: "100" } },
          { id: "3", budget: { capMicro: "100" } },
        ],
        job: { id: "7", state: "REQUESTED", history: [{ state: "REQUESTED" }] },
        versions: ["1", "2"],
        totalWei: "3000000000000000000",
        rows: "3000",
        permit: null,
      },
    });
  });

  it("answers at a block of the past, by number and by hash, until it is taken back", async () => {
    const count = async (height: string) =>
      (
        (await node.ask(`{ datasets(block: ${height}) { id ordersCount } }`)).data?.datasets as
          | { ordersCount: number }[]
          | undefined
      )
        ?.map(({ ordersCount }) => ordersCount)
        .join(" ");
    assert.equal(await count("{ number: 4 }"), "1 0 1");
    assert.equal(await count("{ number: 3 }"), "0 0 0");
    assert.equal(await count("{ number: 1 }"), "0");
    const { data } = await node.ask("{ _meta(block: { number: 2 }) { block { number hash } } }");
    assert.deepEqual(data, { _meta: { block: { number: 2, hash: null } } });
    const latest = (await node.ask("{ _meta { block { number hash } deployment hasIndexingErrors } }")).data!
      ._meta as { block: { number: number; hash: string } };
    assert.equal(latest.block.number, 4);
    assert.equal(await count(`{ hash: "${latest.block.hash}" }`), "1 0 1");
    assert.equal(await codeOf("{ datasets(block: { number: 5 }) { id } }"), "E9006");
    assert.equal(await codeOf("{ datasets(block: { number_gte: 5 }) { id } }"), "E9006");
    assert.equal(await count("{ number_gte: 4 }"), "1 0 1");
    stage.chain.drop(1);
    stage.chain.mine();
    stage.chain.mine();
    await stage.sync();
    assert.equal(await count("{ number: 5 }"), "0 0 0");
    assert.equal(await codeOf(`{ datasets(block: { hash: "${latest.block.hash}" }) { id } }`), "E9006");
  });

  it("refuses pages beyond a Graph Node's, filters that nest too deep, and what costs too much", async () => {
    assert.equal(await codeOf("{ datasets(first: 1001) { id } }"), "E9007");
    assert.equal(await codeOf("{ datasets(first: 0) { id } }"), "E9007");
    assert.equal(await codeOf("{ datasets(skip: 5001) { id } }"), "E9007");
    const nested = `${"{ and: [".repeat(6)}{ id: "1" }${"] }".repeat(6)}`;
    assert.equal(await codeOf(`{ datasets(where: ${nested}) { id } }`), "E9009");
    const wide = "{ datasets(first: 1000) { versions(first: 1000) { id dataset { id } } } }";
    assert.equal(await codeOf(wide), "E9007");
    assert.equal(await codeOf(getIntrospectionQuery()), undefined);
  });

  it("takes no text as SQL", async () => {
    const evil = "1' OR true --";
    assert.equal(await ids(`where: { id: "${evil}" }`), "");
    assert.equal(await ids(`where: { id_in: ["${evil}", "2"] }`), "2");
    assert.equal(await ids(`where: { id_contains: "${evil}" }`), "");
  });
});
