import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChainLog } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface } from "ethers";
import { foldPayouts } from "./foldPayouts.ts";

const market = new Interface(MarketAbi);
const payee = "0x00000000000000000000000000000000000000A1";
const other = "0x00000000000000000000000000000000000000a2";
const settlement = {
  termsHash: `0x${"11".repeat(32)}`,
  buyer: "0x00000000000000000000000000000000000000b1",
  settledAt: 1000n,
  payees: [payee, other, payee],
  amountsWei: [70n, 30n, 0n],
};
const clock = { time: 1050n, windowSeconds: 100n };

function log(name: string, values: unknown[]): ChainLog {
  return { address: other, ...market.encodeEventLog(name, values) };
}
const settled = (id: bigint) => log("OrderSettled", [id, settlement]);
const states = (logs: ChainLog[], at = clock) =>
  foldPayouts(logs, payee, at).map(({ id, index, amountWei, state }) => [id, index, amountWei, state]);

test("a share waits for the dispute window and is claimable one second after it; shares of zero are left out", () => {
  assert.deepEqual(states([settled(1n)]), [[1n, 0, 70n, "WAITING"]]);
  assert.deepEqual(states([settled(1n)], { ...clock, time: 1100n }), [[1n, 0, 70n, "WAITING"]]);
  assert.deepEqual(states([settled(1n)], { ...clock, time: 1101n }), [[1n, 0, 70n, "CLAIMABLE"]]);
});

test("released is claimable at once, disputed is held whatever the time, refunded is gone", () => {
  const late = { ...clock, time: 9999n };
  assert.deepEqual(states([settled(1n), log("OrderReleased", [1n])]), [[1n, 0, 70n, "CLAIMABLE"]]);
  assert.deepEqual(states([settled(1n), log("OrderDisputed", [1n])], late), [[1n, 0, 70n, "DISPUTED"]]);
  const refunded = [
    settled(1n),
    log("OrderDisputed", [1n]),
    log("OrderRefunded", [1n, settlement.buyer, 100n]),
  ];
  assert.deepEqual(states(refunded, late), [[1n, 0, 70n, "REFUNDED"]]);
});

test("a claim counts for its own position alone", () => {
  const logs = [settled(1n), settled(2n), log("OrderReleased", [2n])];
  const claimed = [...logs, log("PayoutClaimed", [1n, 0n, payee, 70n])];
  assert.deepEqual(states(claimed), [
    [1n, 0, 70n, "CLAIMED"],
    [2n, 0, 70n, "CLAIMABLE"],
  ]);
  const byOther = [...logs, log("PayoutClaimed", [1n, 1n, other, 30n])];
  assert.equal(states(byOther)[0]?.[3], "WAITING");
});

test("a renewal is owed under its own number and names the order", () => {
  const [payout] = foldPayouts([log("OrderRenewed", [5n, 1n, settlement])], payee, clock);
  assert.deepEqual([payout?.id, payout?.orderId, payout?.claimableAt], [5n, 1n, 1101n]);
  assert.deepEqual(payout?.settlement.payees[0], payee.toLowerCase());
});

test("a refund of an order that was never settled owes nothing", () => {
  assert.deepEqual(states([log("OrderRefunded", [3n, settlement.buyer, 100n])]), []);
});
