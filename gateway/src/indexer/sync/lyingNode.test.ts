import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import type { Subgraph } from "../manifest/loadSubgraph.ts";
import { resetTables } from "../store/blockTables.ts";
import { dumpEntities } from "../test-support/dumpEntities.ts";
import { followToHead, loadTestSubgraph, openFollower } from "../test-support/openFollower.ts";
import { SyntheticChain } from "../test-support/SyntheticChain.ts";
import { jobClaimed, orderPlaced } from "../test-support/sampleEvents.ts";

type Json = Record<string, unknown>;

describe("a node that lies", () => {
  let database: Database;
  let subgraph: Subgraph;
  before(async () => {
    [database, subgraph] = await Promise.all([openPgliteDatabase(), loadTestSubgraph()]);
  });
  after(() => database.close());
  beforeEach(() => resetTables(database, subgraph.schema, subgraph.fingerprint, 0));

  const lies: [string, (method: string, params: unknown[], answer: unknown) => unknown][] = [
    [
      "logs of another block",
      (method, _, answer) =>
        method === "eth_getLogs"
          ? (answer as Json[]).map((log) => ({ ...log, blockHash: `0x${"ab".repeat(32)}` }))
          : answer,
    ],
    [
      "logs of another height",
      (method, _, answer) =>
        method === "eth_getLogs"
          ? (answer as Json[]).map((log) => ({ ...log, blockNumber: "0x63" }))
          : answer,
    ],
    [
      "a body of another block",
      (method, params, answer) =>
        method.startsWith("eth_getBlock") && params[1] === true
          ? { ...(answer as Json), hash: `0x${"cd".repeat(32)}` }
          : answer,
    ],
    [
      "a block without the transaction",
      (method, params, answer) =>
        method.startsWith("eth_getBlock") && params[1] === true && answer
          ? { ...(answer as Json), transactions: [] }
          : answer,
    ],
    [
      "a receipt of another block",
      (method, _, answer) =>
        method === "eth_getTransactionReceipt"
          ? { ...(answer as Json), blockHash: `0x${"ef".repeat(32)}` }
          : answer,
    ],
    [
      "no block at all",
      (method, params, answer) => (method.startsWith("eth_getBlock") && params[1] === true ? null : answer),
    ],
    ["nonsense", (method, _, answer) => (method === "eth_getLogs" ? [{ address: 7 }] : answer)],
  ];
  for (const [name, lie] of lies)
    for (const way of ["single blocks", "ranges"])
      it(`believes nothing of ${name} (${way}), and goes on with an honest one`, async () => {
        const chain = new SyntheticChain();
        chain.mine([orderPlaced(1n, [1n]), jobClaimed(1n, [1n])]);
        if (way === "ranges") for (let i = 0; i < 12; i++) chain.mine();
        const limits = { reorgBlocks: 4, keepBlocks: 8, rangeBlocks: 50 };
        const follower = await openFollower(database, subgraph, chain, limits);
        const send = chain.send.bind(chain);
        chain.send = async (method, params) => lie(method, params, await send(method, params));
        await assert.rejects(
          followToHead(follower),
          (error) => error instanceof SymbolonError && error.code === "E6001" && error.retryable,
        );
        const dump = await dumpEntities(database, subgraph.schema);
        assert.ok(
          Object.values(dump).every((rows) => rows.length === 0),
          "something was written",
        );
        chain.send = send;
        await followToHead(follower);
        assert.deepEqual(await database.query("SELECT state FROM subgraph.job"), [{ state: "CLAIMED" }]);
      });
});
