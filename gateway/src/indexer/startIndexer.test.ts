import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";
import { openPgliteDatabase } from "../database/openPgliteDatabase.ts";
import { type Indexer, type IndexerOptions, startIndexer } from "./startIndexer.ts";
import { loadTestSubgraph, SUBGRAPH_BUILD } from "./test-support/openFollower.ts";
import { SyntheticChain } from "./test-support/SyntheticChain.ts";
import { orderPlaced } from "./test-support/sampleEvents.ts";
import { testDeployment } from "./test-support/testDeployment.ts";

const logger = { debug() {}, info() {}, warn() {}, error() {} };

describe("startIndexer", () => {
  let database: Database;
  let chain: SyntheticChain;
  before(async () => {
    await loadTestSubgraph();
    database = await openPgliteDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.execute("DROP SCHEMA IF EXISTS indexer CASCADE; DROP SCHEMA IF EXISTS subgraph CASCADE");
    chain = new SyntheticChain();
  });

  const start = (more: Partial<IndexerOptions> = {}) =>
    startIndexer({
      database,
      provider: chain,
      deployment: testDeployment,
      subgraphDir: SUBGRAPH_BUILD,
      pollMilliseconds: 5,
      logger,
      ...more,
    });

  /** Resolves at the first status that fits, looking after every poll. */
  async function until(
    indexer: Indexer,
    fits: (status: ReturnType<Indexer["status"]>) => boolean,
  ): Promise<void> {
    while (!fits(indexer.status())) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it("follows the chain, reports its position and calls back", async () => {
    chain.mine([orderPlaced(1n, [1n])]);
    const indexer = await start();
    const seen: number[] = [];
    const unsubscribe = indexer.onBlock(({ number }) => seen.push(number));
    await until(indexer, ({ indexedBlock }) => indexedBlock === 1);
    chain.mine();
    chain.mine();
    await until(indexer, ({ indexedBlock }) => indexedBlock === 3);
    assert.deepEqual(indexer.status(), {
      chainBlock: 3,
      indexedBlock: 3,
      lagBlocks: 0,
      healthy: true,
      error: null,
    });
    unsubscribe();
    chain.mine();
    await until(indexer, ({ indexedBlock }) => indexedBlock === 4);
    await indexer.stop();
    assert.deepEqual(seen.slice(-2), [2, 3]);
    assert.equal((await database.query("SELECT id FROM subgraph.job")).length, 1);
  });

  it("starts, waits and recovers when the node is away", async () => {
    chain.mine([orderPlaced(1n, [1n])]);
    let isAway = true;
    chain.beforeAnswer = () => {
      if (isAway) throw Object.assign(new Error("connection refused"), { code: "ECONNREFUSED" });
    };
    const indexer = await start();
    assert.equal(indexer.status().healthy, false);
    assert.equal(indexer.status().error?.code, "E6001");
    isAway = false;
    await until(indexer, ({ healthy, indexedBlock }) => healthy && indexedBlock === 1);
    isAway = true;
    await until(indexer, ({ healthy }) => !healthy);
    assert.equal(indexer.status().indexedBlock, 1);
    await indexer.stop();
  });

  it("waits out a database that is away, says so, and goes on where it stood", async () => {
    chain.mine([orderPlaced(1n, [1n])]);
    let isAway = false;
    const away = <T>(work: () => Promise<T>) =>
      isAway ? Promise.reject(new Error("terminating connection due to administrator command")) : work();
    const flaky: Database = {
      ...database,
      query: (sql, params) => away(() => database.query(sql, params)),
      transaction: (work) => away(() => database.transaction(work)),
    };
    const indexer = await start({ database: flaky });
    await until(indexer, ({ indexedBlock }) => indexedBlock === 1);
    isAway = true;
    chain.mine([orderPlaced(2n, [1n])]);
    await until(indexer, ({ error }) => error?.code === "E9011");
    assert.equal(indexer.status().error?.retryable, true);
    assert.equal(indexer.status().indexedBlock, 1);
    isAway = false;
    await until(indexer, ({ healthy, indexedBlock }) => healthy && indexedBlock === 2);
    await indexer.stop();
    assert.equal((await database.query("SELECT id FROM subgraph.job")).length, 2);
  });

  it("answers about its lag while a slow node keeps it waiting, and stops in the middle of that", async () => {
    for (let i = 0; i < 5; i++) chain.mine();
    const send = chain.send.bind(chain);
    let isAsked = false;
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    chain.send = async (method, params) => {
      if (method === "eth_getBlockByNumber" && Number(params[0]) === 3) {
        isAsked = true;
        await slow;
      }
      return send(method, params);
    };
    const indexer = await start();
    await until(indexer, ({ indexedBlock }) => indexedBlock === 2 && isAsked);
    const { chainBlock, lagBlocks } = indexer.status();
    assert.deepEqual([chainBlock, lagBlocks], [5, 3]);
    const stopped = indexer.stop();
    release();
    await stopped;
    assert.equal(indexer.status().indexedBlock, 3);
  });

  it("refuses to start on another chain", async () => {
    chain.chainId = 1;
    await assert.rejects(start(), (error) => error instanceof SymbolonError && error.code === "E6002");
  });

  it("goes on after a restart and starts again for another deployment", async () => {
    chain.mine([orderPlaced(1n, [1n])]);
    chain.mine();
    const first = await start();
    await until(first, ({ indexedBlock }) => indexedBlock === 2);
    await first.stop();
    const again: number[] = [];
    chain.mine();
    const second = await start();
    second.onBlock(({ number }) => again.push(number));
    await until(second, ({ indexedBlock }) => indexedBlock === 3);
    await second.stop();
    assert.ok(again.every((number) => number === 3));
    const moved = {
      ...testDeployment,
      contracts: { ...testDeployment.contracts, market: `0x${"ee".repeat(20)}` },
    };
    const third = await start({ deployment: moved as typeof testDeployment });
    await until(third, ({ indexedBlock }) => indexedBlock === 3);
    await third.stop();
    assert.deepEqual(await database.query("SELECT id FROM subgraph.job"), []);
  });

  it("stops before a block whose mapping fails, says so, and keeps what was there", async () => {
    const request = orderPlaced(1n, [1n]);
    chain.mine([request]);
    const indexer = await start();
    await until(indexer, ({ indexedBlock }) => indexedBlock === 1);
    // Two events with one log index in one transaction give one id to two immutable entities.
    const send = chain.send.bind(chain);
    chain.send = async (method, params) => {
      const answer = await send(method, params);
      if (method !== "eth_getLogs") return answer;
      return (answer as { logIndex: string }[]).map((log) => ({ ...log, logIndex: "0x0" }));
    };
    chain.mine([request, request]);
    await until(indexer, ({ error }) => error?.code === "E9010");
    assert.match(String(indexer.status().error?.message), /block 2.*handleOrderPlaced.*JobEvent/);
    assert.equal(indexer.status().indexedBlock, 1);
    chain.send = send;
    await until(indexer, ({ healthy, indexedBlock }) => healthy && indexedBlock === 2);
    await indexer.stop();
    assert.equal((await database.query("SELECT id FROM subgraph.job_event")).length, 3);
  });

  it("says which folder holds no build", async () => {
    await assert.rejects(
      start({ subgraphDir: "nowhere" }),
      (error) =>
        error instanceof SymbolonError && error.code === "E8003" && error.message.includes("nowhere"),
    );
  });
});
