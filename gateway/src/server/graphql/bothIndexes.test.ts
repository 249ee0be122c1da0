import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import { type Indexer, startIndexer } from "../../indexer/startIndexer.ts";
import { SUBGRAPH_BUILD } from "../../indexer/test-support/openFollower.ts";
import { SyntheticChain, type SyntheticEvent } from "../../indexer/test-support/SyntheticChain.ts";
import {
  datasetPublished,
  jobClaimed,
  orderPlaced,
  PARTIES,
  settlement,
} from "../../indexer/test-support/sampleEvents.ts";
import { serveSubgraph } from "../../indexer/test-support/serveSubgraph.ts";
import { testDeployment } from "../../indexer/test-support/testDeployment.ts";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { migrate } from "../migrate.ts";

const logger = { debug() {}, info() {}, warn() {}, error() {} };

/** What clients of the gateway ask of the index. */
const OPERATIONS = [
  `{ stats { datasets orders finalisedOrders volumeWei escrowedWei } thresholds { releaseClass } fees { treasuryBps } }`,
  `{ datasets(first: 10) { totalCount endCursor facets { categories { value count } purposes { value count } }
     nodes { id provider owner status lane priceWei version versions { version addedRhoMicro } budget { capMicro availableMicro entries { kind rhoMicro } }
       consent { roots epoch } orders { id } } } }`,
  `{ orders(first: 10) { id buyer status datasets { id } terms settlement accessUntil payouts { index account kind amountWei claimed }
     job { state nodes consentEpochs record history { state tx } } } }`,
  `{ order(id: "2") { status totalWei job { state } } dataset(id: "2") { id permits { id } } }`,
  `{ earnings(account: "${PARTIES.provider}") { creditedWei claimedWei balanceWei payouts { amountWei } } workers { id stakeWei } }`,
];

describe("a gateway on the embedded indexer and one on a Graph Node's endpoint", () => {
  let databases: Database[];
  let indexers: Indexer[];
  let node: Awaited<ReturnType<typeof serveSubgraph>>;
  let gateways: TestGateway[];
  const chain = new SyntheticChain();

  before(async () => {
    databases = await Promise.all([openPgliteDatabase(), openPgliteDatabase()]);
    await Promise.all(databases.map(migrate));
    for (const id of [1n, 2n]) {
      const listing: SyntheticEvent[] = [
        ["consentRegistry", "ConsentRootAnchored", [id, `0x${"c0".repeat(32)}`]],
        ["privacyLedger", "BudgetOpened", [id, 1000n, 1000n]],
        datasetPublished(id),
      ];
      chain.mine(listing);
    }
    const base = {
      provider: chain,
      deployment: testDeployment,
      subgraphDir: SUBGRAPH_BUILD,
      pollMilliseconds: 5,
      logger,
    };
    const embedded = await startIndexer({ ...base, database: databases[0]! });
    node = await serveSubgraph(databases[0]!, embedded.schema);
    indexers = [embedded, await startIndexer({ ...base, database: databases[1]!, graphNodeUrl: node.url })];
    gateways = await Promise.all(databases.map((database) => openTestGateway({}, { database })));
  });
  after(async () => {
    await Promise.all(indexers.map((indexer) => indexer.stop()));
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await node.close();
    await Promise.all(databases.map((database) => database.close()));
  });

  async function assertSame(message: string): Promise<void> {
    while (indexers.some((indexer) => indexer.status().indexedBlock !== chain.head))
      await new Promise((resolve) => setTimeout(resolve, 5));
    for (const operation of OPERATIONS) {
      const [own, remote] = await Promise.all(gateways.map((gateway) => gateway.graphql(operation)));
      assert.equal(own!.errors, undefined, JSON.stringify(own!.errors));
      assert.deepEqual(remote, own, `${message}: ${operation}`);
    }
  }

  it("answer the same, before and after orders, and after blocks were taken back", async () => {
    await assertSame("listed");
    chain.mine([orderPlaced(1n, [1n, 2n])], [orderPlaced(2n, [2n])]);
    chain.mine([jobClaimed(1n, [0n, 0n])]);
    const paid = settlement([8n, 7n, 5n, 5n, 5n, 3n, 1n]);
    chain.mine([
      ["accessToken", "AccessGranted", [1n, PARTIES.buyer, 4n, 1_850_000_000n]],
      ["market", "OrderSettled", [1n, paid]],
      ["jobRegistry", "JobFinalised", [1n]],
    ]);
    chain.mine([["market", "PayoutClaimed", [1n, 0n, PARTIES.provider, 8n]]]);
    await assertSame("settled");
    chain.drop(2);
    chain.mine([["jobRegistry", "JobFailed", [1n, 2n, PARTIES.buyer]]]);
    chain.mine([["market", "OrderRefunded", [1n, PARTIES.buyer, 3n]]]);
    chain.mine();
    await assertSame("taken back");
  });
});
