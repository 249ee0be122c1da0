import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import { createRpcBlockReader } from "../chain/createRpcBlockReader.ts";
import type { Subgraph } from "../manifest/loadSubgraph.ts";
import { openTables, resetTables } from "../store/blockTables.ts";
import { EntityStore } from "../store/EntityStore.ts";
import { dumpEntities } from "../test-support/dumpEntities.ts";
import { followToHead, loadTestSubgraph, openFollower } from "../test-support/openFollower.ts";
import { randomTransactions, seededRandom } from "../test-support/randomEvents.ts";
import { SyntheticChain, type SyntheticEvent } from "../test-support/SyntheticChain.ts";
import { datasetPublished, orderPlaced, permitIssued } from "../test-support/sampleEvents.ts";
import { serveSubgraph } from "../test-support/serveSubgraph.ts";
import { testDeployment } from "../test-support/testDeployment.ts";
import { createGraphNodeAsker } from "./askGraphNode.ts";
import { MirrorFollower } from "./MirrorFollower.ts";

describe("MirrorFollower", () => {
  let embedded: Database;
  let mirrored: Database;
  let subgraph: Subgraph;
  let node: Awaited<ReturnType<typeof serveSubgraph>>;
  before(async () => {
    [embedded, mirrored, subgraph] = await Promise.all([
      openPgliteDatabase(),
      openPgliteDatabase(),
      loadTestSubgraph(),
    ]);
    node = await serveSubgraph(embedded, subgraph.schema);
  });
  after(async () => {
    await node.close();
    await Promise.all([embedded.close(), mirrored.close()]);
  });
  const clear = (database: Database) => resetTables(database, subgraph.schema, subgraph.fingerprint, 0);
  beforeEach(async () => {
    node.state.hasIndexingErrors = false;
    await Promise.all([clear(embedded), clear(mirrored)]);
  });

  async function openMirror(chain: SyntheticChain, keepBlocks = 128): Promise<MirrorFollower> {
    const { schema, fingerprint } = subgraph;
    return new MirrorFollower({
      store: new EntityStore(mirrored, schema, fingerprint),
      chain: createRpcBlockReader(chain),
      chainId: testDeployment.chainId,
      cursor: await openTables(mirrored, schema, fingerprint, 0),
      onUpdate: () => {},
      reset: () => clear(mirrored),
      ask: createGraphNodeAsker(node.url),
      url: node.url,
      schema,
      keepBlocks,
    });
  }

  /** Every row but for the block it was copied at. */
  async function rows(database: Database): Promise<unknown> {
    const dump = await dumpEntities(database, subgraph.schema);
    for (const table of Object.values(dump))
      for (const row of table as Record<string, unknown>[]) delete row.block_number;
    return dump;
  }

  /** Everything that random events refer to: a Graph Node answers no reference to what is not there. */
  function mineMakers(chain: SyntheticChain): void {
    chain.mine(
      ...[1n, 2n, 3n, 4n].map((id): SyntheticEvent[] => [
        ["consentRegistry", "ConsentRootAnchored", [id, `0x${"e1".repeat(32)}`]],
        ["privacyLedger", "BudgetOpened", [id, 1_000_000n, 1_000_000n]],
        datasetPublished(id),
      ]),
      ...[1n, 2n].map((id): SyntheticEvent[] => [permitIssued(id)]),
      ...[1n, 2n, 3n].map((id): SyntheticEvent[] => [orderPlaced(id, [1n])]),
    );
  }

  function mineRandom(chain: SyntheticChain, blocks: number, random: (below: number) => number): void {
    for (let i = 0; i < blocks; i++) chain.mine(...randomTransactions(random));
  }

  it("equals what the Graph Node has, after every step and every reorganisation", async () => {
    const random = seededRandom(31);
    const chain = new SyntheticChain();
    mineMakers(chain);
    const indexer = await openFollower(embedded, subgraph, chain);
    let mirror = await openMirror(chain);
    for (let round = 0; round < 6; round++) {
      const depth = Math.min(chain.head - 1, [0, 1, 5, 0, 20, 9][round]!);
      if (depth > 0) chain.drop(depth);
      mineRandom(chain, depth + 1 + random(8), random);
      await followToHead(indexer);
      if (round === 3) mirror = await openMirror(chain);
      await followToHead(mirror);
      assert.equal(mirror.indexedBlock, chain.head);
      assert.deepEqual(await rows(mirrored), await rows(embedded), `round ${round}`);
    }
    const filled = Object.values(await dumpEntities(mirrored, subgraph.schema)).filter(
      (table) => table.length > 0,
    );
    assert.ok(filled.length >= 20, `${filled.length} tables have rows`);
  });

  it("starts over when the chain shares no kept block with it", async () => {
    const first = new SyntheticChain("one life");
    mineMakers(first);
    mineRandom(first, 6, seededRandom(32));
    await followToHead(await openFollower(embedded, subgraph, first));
    await followToHead(await openMirror(first));
    const second = new SyntheticChain("another life");
    mineMakers(second);
    mineRandom(second, 4, seededRandom(33));
    await followToHead(await openFollower(embedded, subgraph, second));
    const mirror = await openMirror(second);
    await followToHead(mirror);
    assert.equal(mirror.indexedBlock, 5);
    assert.deepEqual(await rows(mirrored), await rows(embedded));
  });

  it("copies nothing of a block that the chain's own node does not have", async () => {
    const chain = new SyntheticChain();
    mineRandom(chain, 5, seededRandom(34));
    await followToHead(await openFollower(embedded, subgraph, chain));
    chain.drop(2);
    mineRandom(chain, 2, seededRandom(35));
    const mirror = await openMirror(chain);
    assert.equal(await mirror.step(), false);
    assert.equal(mirror.indexedBlock, 0);
  });

  it("stands still with a code while the Graph Node is away, fails, or answers nonsense, then goes on", async () => {
    const chain = new SyntheticChain();
    mineMakers(chain);
    mineRandom(chain, 5, seededRandom(36));
    await followToHead(await openFollower(embedded, subgraph, chain));
    const refused = (code: string) => (error: unknown) =>
      error instanceof SymbolonError && error.code === code;
    const mirror = await openMirror(chain);
    node.state.hasIndexingErrors = true;
    await assert.rejects(mirror.step(), refused("E9010"));
    node.state.hasIndexingErrors = false;
    const { schema, fingerprint } = subgraph;
    const parts = {
      store: new EntityStore(mirrored, schema, fingerprint),
      chain: createRpcBlockReader(chain),
      chainId: testDeployment.chainId,
      cursor: await openTables(mirrored, schema, fingerprint, 0),
      onUpdate: () => {},
      reset: () => clear(mirrored),
      url: "http://127.0.0.1:1",
      schema,
      keepBlocks: 128,
    };
    const away = new MirrorFollower({ ...parts, ask: createGraphNodeAsker("http://127.0.0.1:1/subgraph") });
    await assert.rejects(away.step(), refused("E6004"));
    const real = createGraphNodeAsker(node.url);
    const lying = new MirrorFollower({
      ...parts,
      ask: async (query, variables) => {
        const answer = await real(query, variables);
        return query.includes("page:") ? { page: [{ id: "1", buyer: 7 }] } : answer;
      },
    });
    await assert.rejects(lying.step(), refused("E6004"));
    assert.equal(lying.indexedBlock, 0);
    await followToHead(mirror);
    assert.deepEqual(await rows(mirrored), await rows(embedded));
  });
});
