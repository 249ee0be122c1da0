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

describe("a node that changes its mind", () => {
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

  async function assertFresh(chain: SyntheticChain, message: string): Promise<void> {
    await clear(fresh);
    await followToHead(await openFollower(fresh, subgraph, chain));
    const [own, expected] = await Promise.all(
      [database, fresh].map((each) => dumpEntities(each, subgraph.schema)),
    );
    assert.deepEqual(own, expected, message);
  }
  function mineRandom(chain: SyntheticChain, blocks: number, random: (below: number) => number): void {
    for (let i = 0; i < blocks; i++) chain.mine(...randomTransactions(random));
  }

  for (const seed of [41, 42])
    it(`ends where a fresh sync ends, with forks between any two answers and restarts between any two steps (seed ${seed})`, async () => {
      const random = seededRandom(seed);
      const chain = new SyntheticChain();
      mineRandom(chain, 35, random);
      // Small limits, so that all ways of reading are taken: many blocks as one, ranges block by block, single blocks.
      const limits = { reorgBlocks: 8, keepBlocks: 16, rangeBlocks: 7 };
      let forksLeft = 8;
      chain.beforeAnswer = () => {
        if (forksLeft === 0 || random(25) !== 0) return;
        forksLeft -= 1;
        const depth = 1 + random(7);
        chain.drop(depth);
        // Shorter, equal or longer; also cut off and nothing in its place.
        mineRandom(chain, random(depth + 3), random);
      };
      let follower = await openFollower(database, subgraph, chain, limits);
      let failures = 0;
      for (let hasMore = true; hasMore || forksLeft > 0; ) {
        if (random(6) === 0) follower = await openFollower(database, subgraph, chain, limits);
        if (!hasMore) mineRandom(chain, 1 + random(2), random);
        try {
          hasMore = await follower.step();
        } catch (error) {
          failures += 1;
          assert.ok(error instanceof SymbolonError && error.code === "E6001", String(error));
          assert.ok(failures < 200);
        }
      }
      chain.beforeAnswer = () => {};
      // A chain that was cut short says nothing until it grows beyond where the index stands.
      mineRandom(chain, 12, random);
      await followToHead(follower);
      assert.equal(follower.indexedBlock, chain.head);
      await assertFresh(chain, `seed ${seed}`);
    });

  it("takes 64 blocks back at once when a chain is cut short and grows another way, block by block", async () => {
    const random = seededRandom(44);
    const chain = new SyntheticChain();
    mineRandom(chain, 70, random);
    const follower = await openFollower(database, subgraph, chain);
    await followToHead(follower);
    chain.drop(64);
    assert.equal(await follower.step(), false);
    assert.equal(follower.indexedBlock, 70);
    mineRandom(chain, 1, random);
    await followToHead(follower);
    assert.equal(follower.indexedBlock, 7);
    mineRandom(chain, 66, random);
    await followToHead(follower);
    await assertFresh(chain, "after the new fork is longer");
  });
});
