import assert from "node:assert/strict";
import { test } from "node:test";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { encodeAbiParameters, encodeEventTopics, type Hex } from "viem";
import { foldPayouts, payoutKind } from "./foldPayouts.ts";
import type { RawLog } from "./readLogs.ts";

const provider = "0x00000000000000000000000000000000000000A1";
const treasury = "0x00000000000000000000000000000000000000A5";
const node = (i: number): Hex => `0x00000000000000000000000000000000000000c${i}`;
const settlement = {
  termsHash: `0x${"11".repeat(32)}`,
  buyer: "0x00000000000000000000000000000000000000b1",
  settledAt: 1000,
  payees: [provider, node(1), node(2), node(3), node(4), treasury],
  amountsWei: [80n, 5n, 5n, 5n, 3n, 2n],
} as const;
const clock = { time: 1050, windowSeconds: 100 };

/** A market log as an RPC gives it. */
function log(eventName: string, args: Record<string, unknown>): RawLog {
  const item = MarketAbi.find((entry) => entry.type === "event" && entry.name === eventName);
  const inputs = (item as { inputs: readonly { name: string; indexed: boolean }[] }).inputs;
  const data = inputs.filter((input) => !input.indexed);
  return {
    address: treasury,
    topics: encodeEventTopics({ abi: MarketAbi, eventName, args } as never) as RawLog["topics"],
    data: encodeAbiParameters(data as never, data.map((input) => args[input.name]) as never),
  };
}
const settled = (orderId: bigint) => log("OrderSettled", { orderId, settlement });
const states = (logs: RawLog[], account: Hex = provider, at = clock) =>
  foldPayouts(logs, account, at).map(({ id, index, kind, state }) => [id, index, kind, state]);

test("a share waits for the dispute window and is ready one second after it", () => {
  assert.deepEqual(states([settled(1n)]), [[1n, 0, "PROVIDER", "WAITING"]]);
  assert.deepEqual(states([settled(1n)], provider, { ...clock, time: 1100 })[0]?.[3], "WAITING");
  assert.deepEqual(states([settled(1n)], provider, { ...clock, time: 1101 })[0]?.[3], "CLAIMABLE");
});

test("released, disputed, refunded and claimed say so, newest first", () => {
  const logs = [1n, 2n, 3n, 4n].map(settled);
  logs.push(
    log("OrderReleased", { orderId: 1n }),
    log("OrderDisputed", { orderId: 2n }),
    log("OrderDisputed", { orderId: 3n }),
    log("OrderRefunded", { orderId: 3n, buyer: settlement.buyer, totalWei: 100n }),
    log("OrderReleased", { orderId: 4n }),
    log("PayoutClaimed", { orderId: 4n, index: 0n, payee: provider, amountWei: 80n }),
  );
  assert.deepEqual(states(logs), [
    [4n, 0, "PROVIDER", "CLAIMED"],
    [3n, 0, "PROVIDER", "REFUNDED"],
    [2n, 0, "PROVIDER", "DISPUTED"],
    [1n, 0, "PROVIDER", "CLAIMABLE"],
  ]);
  assert.equal(states(logs, treasury)[0]?.[3], "CLAIMABLE", "another payee's claim is its own");
});

test("a renewal is owed under its own number and names the order", () => {
  const [share] = foldPayouts(
    [log("OrderRenewed", { renewalId: 5n, orderId: 1n, settlement })],
    treasury,
    clock,
  );
  assert.deepEqual([share?.id, share?.orderId, share?.kind], [5n, 1n, "TREASURY"]);
});

test("kinds are counted from the end, whatever the number of providers", () => {
  assert.deepEqual(
    Array.from({ length: 7 }, (_, i) => payoutKind(i, 7)),
    ["PROVIDER", "PROVIDER", "WORKER", "WORKER", "WORKER", "EVALUATOR", "TREASURY"],
  );
});
