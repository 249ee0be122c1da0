import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import type { Subgraph } from "../manifest/loadSubgraph.ts";
import { resetTables } from "../store/blockTables.ts";
import { dumpEntities } from "../test-support/dumpEntities.ts";
import { followToHead, loadTestSubgraph, openFollower } from "../test-support/openFollower.ts";
import { randomTransactions, seededRandom } from "../test-support/randomEvents.ts";
import { SyntheticChain } from "../test-support/SyntheticChain.ts";
import { orderPlaced } from "../test-support/sampleEvents.ts";
import type { BlockUpdate } from "./BlockUpdate.ts";

describe("ChainFollower", () => {
  let database: Database;
  let fresh: Database;
  let subgraph: Subgraph;

  before(async () => {
    [database, fresh, subgraph] = await Promise.all([
      openPgliteDatabase(),
      openPgliteDatabase(),
      loadTestSubgraph(),
    ]);
  });
  after(() => Promise.all([database.close(), fresh.close()]));
  const clear = (target: Database) => resetTables(target, subgraph.schema, subgraph.fingerprint, 0);
  beforeEach(() => clear(database));

  /** What indexing the chain as it is now, from nothing, gives. */
  async function freshSync(chain: SyntheticChain): Promise<Record<string, unknown[]>> {
    await clear(fresh);
    await followToHead(await openFollower(fresh, subgraph, chain));
    return dumpEntities(fresh, subgraph.schema);
  }

  function mineRandom(chain: SyntheticChain, blocks: number, random: (below: number) => number): void {
    for (let i = 0; i < blocks; i++) chain.mine(...randomTransactions(random));
  }

  it("equals a fresh sync after reorganisations 1 to 64 blocks deep", async () => {
    const random = seededRandom(20_260_101);
    const chain = new SyntheticChain();
    mineRandom(chain, 70, random);
    const reverts: number[] = [];
    const follower = await openFollower(database, subgraph, chain, {
      onUpdate: ({ isRevert, number }) => isRevert && reverts.push(number),
    });
    await followToHead(follower);
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
    for (const depth of [1, 64, 1 + random(63)]) {
      const ancestor = chain.head - depth;
      chain.drop(depth);
      // Shorter, equal and longer forks: a replaced block shows by its hash alone.
      mineRandom(chain, Math.max(1, depth - 1 + random(3)), random);
      await followToHead(follower);
      assert.equal(reverts.at(-1), ancestor);
      assert.equal(follower.indexedBlock, chain.head);
      assert.deepEqual(
        await dumpEntities(database, subgraph.schema),
        await freshSync(chain),
        `depth ${depth}`,
      );
    }
    assert.equal(reverts.length, 3);
    // The history is no empty one: most kinds of entity are made, changed and taken back in it.
    const filled = Object.values(await dumpEntities(database, subgraph.schema)).filter(
      (rows) => rows.length > 0,
    );
    assert.ok(filled.length >= 25, `${filled.length} of ${subgraph.schema.size} tables have rows`);
  });

  it("follows several forks one over the other before it reaches the head", async () => {
    const random = seededRandom(7);
    const chain = new SyntheticChain();
    mineRandom(chain, 30, random);
    const follower = await openFollower(database, subgraph, chain);
    for (let round = 0; round < 4; round++) {
      for (let step = 0; step < 12; step++) await follower.step();
      const depth = 1 + random(10);
      chain.drop(depth);
      mineRandom(chain, depth + random(4), random);
    }
    await followToHead(follower);
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
  });

  it("reads old blocks in ranges and new ones singly with one result", async () => {
    const random = seededRandom(11);
    const chain = new SyntheticChain();
    mineRandom(chain, 40, random);
    await followToHead(await openFollower(database, subgraph, chain, { reorgBlocks: 5, rangeBlocks: 15 }));
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
  });

  it("halves a range that the node refuses", async () => {
    const random = seededRandom(12);
    const chain = new SyntheticChain();
    mineRandom(chain, 40, random);
    const send = chain.send.bind(chain);
    chain.send = (method, params) => {
      const [filter] = params as [{ fromBlock?: string; toBlock?: string }];
      const width = Number(filter?.toBlock ?? 0) - Number(filter?.fromBlock ?? 0);
      return method === "eth_getLogs" && width > 6
        ? Promise.reject(new Error("range"))
        : send(method, params);
    };
    await followToHead(await openFollower(database, subgraph, chain, { reorgBlocks: 5, rangeBlocks: 30 }));
    chain.send = send;
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
  });

  it("goes on where another process stopped", async () => {
    const random = seededRandom(13);
    const chain = new SyntheticChain();
    mineRandom(chain, 25, random);
    for (let life = 0; life < 5; life++) {
      const follower = await openFollower(database, subgraph, chain);
      const start = follower.indexedBlock;
      for (let step = 0; step < 4; step++) await follower.step();
      assert.equal(follower.indexedBlock, start + 4);
    }
    chain.drop(7);
    mineRandom(chain, 9, random);
    await followToHead(await openFollower(database, subgraph, chain));
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
  });

  it("writes a block wholly or not at all when the process dies in the middle", async () => {
    const random = seededRandom(14);
    const chain = new SyntheticChain();
    mineRandom(chain, 8, random);
    let dies = false;
    const dying: Database = {
      ...database,
      transaction: (work) =>
        database.transaction(async (sql) => {
          const result = await work(sql);
          if (dies) throw new Error("the process is gone");
          return result;
        }),
    };
    while (true) {
      const follower = await openFollower(dying, subgraph, chain);
      if (follower.indexedBlock === chain.head) break;
      const before = await dumpEntities(database, subgraph.schema);
      dies = true;
      await assert.rejects(follower.step(), /the process is gone/);
      dies = false;
      assert.deepEqual(await dumpEntities(database, subgraph.schema), before);
      await (await openFollower(dying, subgraph, chain)).step();
    }
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
  });

  it("shares a database with another process that follows the same chain", async () => {
    const random = seededRandom(21);
    const chain = new SyntheticChain();
    mineRandom(chain, 12, random);
    const [one, other] = [
      await openFollower(database, subgraph, chain),
      await openFollower(database, subgraph, chain),
    ];
    for (let round = 0; round < 10; round++) await (random(2) === 0 ? one : other).step();
    chain.drop(4);
    mineRandom(chain, 6, random);
    await followToHead(one);
    await followToHead(other);
    assert.deepEqual([one.indexedBlock, other.indexedBlock], [chain.head, chain.head]);
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
  });

  it("keeps its hands off tables that another subgraph took over", async () => {
    const chain = new SyntheticChain();
    mineRandom(chain, 2, seededRandom(22));
    const follower = await openFollower(database, subgraph, chain);
    await resetTables(database, subgraph.schema, "another fingerprint", 0);
    await assert.rejects(
      follower.step(),
      (error) => error instanceof SymbolonError && error.code === "E9011",
    );
  });

  it("keeps its position and its rows while the node fails, then goes on", async () => {
    const random = seededRandom(15);
    const chain = new SyntheticChain();
    mineRandom(chain, 15, random);
    const follower = await openFollower(database, subgraph, chain);
    let failures = 0;
    chain.beforeAnswer = (method) => {
      if (random(4) === 0)
        throw Object.assign(new Error("connection refused"), { code: "ECONNREFUSED", method });
    };
    while (follower.indexedBlock < chain.head) {
      const before = follower.indexedBlock;
      try {
        await follower.step();
      } catch (error) {
        failures += 1;
        assert.ok(error instanceof SymbolonError && error.code === "E6001" && error.retryable);
        assert.equal(follower.indexedBlock, before);
      }
    }
    assert.ok(failures > 0);
    chain.beforeAnswer = () => {};
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(chain));
  });

  it("refuses another chain and keeps its position", async () => {
    const chain = new SyntheticChain();
    mineRandom(chain, 3, seededRandom(16));
    const follower = await openFollower(database, subgraph, chain);
    await followToHead(follower);
    chain.chainId = 1;
    await assert.rejects(
      follower.step(),
      (error) => error instanceof SymbolonError && error.code === "E6002",
    );
    assert.equal(follower.indexedBlock, 3);
    chain.chainId = 31337;
    chain.mine();
    await followToHead(follower);
    assert.equal(follower.indexedBlock, 4);
  });

  it("waits for a node that lags behind, and takes nothing back", async () => {
    const chain = new SyntheticChain();
    mineRandom(chain, 8, seededRandom(17));
    const updates: BlockUpdate[] = [];
    const follower = await openFollower(database, subgraph, chain, {
      onUpdate: (update) => updates.push(update),
    });
    await followToHead(follower);
    const send = chain.send.bind(chain);
    chain.send = (method, params) =>
      method === "eth_blockNumber" ? Promise.resolve("0x5") : send(method, params);
    assert.equal(await follower.step(), false);
    assert.equal(follower.indexedBlock, 8);
    assert.ok(updates.every(({ isRevert }) => !isRevert));
  });

  it("starts again when the chain was started anew", async () => {
    const random = seededRandom(18);
    const first = new SyntheticChain("first life");
    mineRandom(first, 12, random);
    await followToHead(await openFollower(database, subgraph, first));
    const second = new SyntheticChain("second life");
    mineRandom(second, 4, random);
    const follower = await openFollower(database, subgraph, second);
    await followToHead(follower);
    assert.equal(follower.indexedBlock, 4);
    assert.deepEqual(await dumpEntities(database, subgraph.schema), await freshSync(second));
  });

  it("keeps no undo log below the blocks that can be taken back", async () => {
    const chain = new SyntheticChain();
    mineRandom(chain, 60, seededRandom(19));
    await followToHead(await openFollower(database, subgraph, chain, { reorgBlocks: 10, keepBlocks: 20 }));
    const [undo] = await database.query<{ least: number }>("SELECT min(block) AS least FROM indexer.undo");
    const [block] = await database.query<{ least: number }>("SELECT min(number) AS least FROM indexer.block");
    assert.ok(undo!.least >= 40 && block!.least >= 40);
  });

  it("tells listeners which entities a block changed", async () => {
    const chain = new SyntheticChain();
    chain.mine([orderPlaced(5n, [])]);
    const updates: BlockUpdate[] = [];
    const follower = await openFollower(database, subgraph, chain, {
      onUpdate: (update) => updates.push(update),
    });
    await followToHead(follower);
    assert.equal(updates.length, 1);
    assert.deepEqual(updates[0]?.changed.map(({ type }) => type).toSorted(), [
      "Job",
      "JobEvent",
      "Order",
      "Stats",
    ]);
    assert.ok(updates[0]?.changed.some(({ type, id }) => type === "Job" && id === "5"));
  });
});
