import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import type { Indexer } from "../../indexer/startIndexer.ts";
import { loadTestSubgraph, SUBGRAPH_BUILD } from "../../indexer/test-support/openFollower.ts";
import { SyntheticChain } from "../../indexer/test-support/SyntheticChain.ts";
import { orderPlaced } from "../../indexer/test-support/sampleEvents.ts";
import { testDeployment } from "../../indexer/test-support/testDeployment.ts";
import { migrate } from "../../server/migrate.ts";
import { startSharedIndexer } from "./startSharedIndexer.ts";

const warned: string[] = [];
const logger = {
  debug() {},
  info() {},
  warn: (_: object, text: string) => void warned.push(text),
  error() {},
};

/** Replicas are parts of this process that share nothing but the database. */
describe("startSharedIndexer", () => {
  let database: Database;
  let chain: SyntheticChain;
  let asked: string[];
  const replicas: Indexer[] = [];
  before(async () => {
    await loadTestSubgraph();
    database = await openPgliteDatabase();
    await migrate(database);
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.execute(
      "DROP SCHEMA IF EXISTS indexer CASCADE; DROP SCHEMA IF EXISTS subgraph CASCADE; DELETE FROM gateway.lease",
    );
    chain = new SyntheticChain();
    asked = [];
  });
  afterEach(async () => {
    for (const replica of replicas.splice(0)) await replica.stop();
  });

  const start = async (name: string, leaseMs = 60_000): Promise<Indexer> => {
    const provider = {
      send: (method: string, params: unknown[]) => {
        asked.push(name);
        return chain.send(method, params);
      },
    };
    const replica = await startSharedIndexer({
      database,
      provider,
      deployment: testDeployment,
      subgraphDir: SUBGRAPH_BUILD,
      pollMilliseconds: 5,
      logger,
      leaseMs,
    });
    replicas.push(replica);
    return replica;
  };
  const until = async (fits: () => boolean) => {
    while (!fits()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it("lets one replica read the chain; the others follow what it writes, and tell it on", async () => {
    const [first, second] = [await start("first"), await start("second", 30)];
    const seen: number[] = [];
    second.onBlock(({ number }) => seen.push(number));
    chain.mine([orderPlaced(1n, [1n])]);
    chain.mine();
    await until(() => first.status().indexedBlock === 2 && second.status().indexedBlock === 2);
    assert.deepEqual([...new Set(asked)], ["first"]);
    assert.equal(seen.at(-1), 2);
    assert.equal(second.fingerprint, first.fingerprint);
    assert.equal(second.status().healthy, true);
  });

  it("hands over at once when the one that indexes is stopped", async () => {
    const first = await start("first");
    const second = await start("second", 30);
    chain.mine();
    await until(() => second.status().indexedBlock === 1);
    await first.stop();
    chain.mine();
    await until(() => second.status().indexedBlock === 2);
    assert.equal(asked.at(-1), "second");
    const [row] = await database.query("SELECT count(*)::integer AS n FROM subgraph.order");
    assert.deepEqual(row, { n: 0 });
  });

  it("takes over from one that was killed when its lease is over, not before", async () => {
    await database.query("INSERT INTO gateway.lease VALUES ('indexer', 'killed', 9000000000000000, NULL)");
    const heir = await start("heir", 30);
    chain.mine();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(asked, []);
    await database.query("UPDATE gateway.lease SET until = 0");
    await until(() => heir.status().indexedBlock === 1);
  });

  it("stops indexing when the lease went to another one", async () => {
    const first = await start("first", 30);
    chain.mine();
    await until(() => first.status().indexedBlock === 1);
    await database.query("UPDATE gateway.lease SET holder = 'other', until = 9000000000000000, note = NULL");
    await until(() => warned.includes("lease lost") && first.status().healthy);
    // A step that was under way ends first.
    let before: number;
    do {
      before = asked.length;
      await new Promise((resolve) => setTimeout(resolve, 250));
    } while (asked.length !== before);
    chain.mine();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(asked.length, before);
    assert.equal(first.status().indexedBlock, 1);
  });

  it("fails to start on another chain, as the plain indexer does, and does not keep the lease", async () => {
    chain.chainId = 5;
    await assert.rejects(start("lost"), { code: "E6002" });
    assert.deepEqual(await database.query("SELECT * FROM gateway.lease"), []);
  });
});
