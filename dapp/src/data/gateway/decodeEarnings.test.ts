import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { decodeEarnings } from "./decodeEarnings.ts";
import { Reader } from "./reader.ts";

const account = (byte: string) => `0x${byte.repeat(20)}`;
const settlement = {
  termsHash: `0x${"11".repeat(32)}`,
  buyer: account("b1"),
  settledAt: "1000",
  payees: [account("a1"), account("c1")],
  amountsWei: ["123456789012345678901234567890", "5"],
};
const payout = (change: Record<string, unknown> = {}) => ({
  settlementId: "1",
  index: 0,
  kind: "PROVIDER",
  amountWei: "123456789012345678901234567890",
  claimed: false,
  cancelled: false,
  claimableAt: 1101,
  settlement,
  order: { id: "1", datasets: [{ title: "T" }] },
  ...change,
});
const decode = (payouts: unknown[], claimable: unknown[] = []) =>
  decodeEarnings(new Reader({ payouts, claimable, bondsOwedWei: "7" }, "earnings"));

test("a share is waiting, held, claimed or returned by what the index says of it", () => {
  const { shares } = decode([
    payout(),
    payout({ settlementId: "2", claimableAt: null }),
    payout({ settlementId: "3", claimed: true }),
    payout({ settlementId: "4", claimableAt: null, cancelled: true }),
  ]);
  assert.deepEqual(
    shares.map((share) => share.state),
    ["WAITING", "DISPUTED", "CLAIMED", "REFUNDED"],
  );
});

test("those the index calls claimable are ready, each by settlement and position", () => {
  const ready = payout({ settlementId: "2" });
  const { shares, ready: list } = decode([payout(), ready, payout({ settlementId: "2", index: 1 })], [ready]);
  assert.deepEqual(
    shares.map((share) => share.state),
    ["WAITING", "CLAIMABLE", "WAITING"],
  );
  assert.deepEqual([list.length, list[0]?.id, list[0]?.state], [1, 2n, "CLAIMABLE"]);
});

test("what is handed to the contract is exact, and a renewal names its order", () => {
  const { shares, bondsOwedWei } = decode([payout({ settlementId: "9" })]);
  assert.deepEqual(shares[0]?.settlement.amountsWei, [123456789012345678901234567890n, 5n]);
  assert.deepEqual([shares[0]?.id, shares[0]?.orderId, shares[0]?.settledAt], [9n, 1n, 1000]);
  assert.equal(bondsOwedWei, 7n);
});

test("a settlement of another form is E9001 that names the field", () => {
  const bad = payout({ settlement: { ...settlement, amountsWei: ["1.5"] } });
  assert.throws(
    () => decode([bad]),
    (error) =>
      error instanceof SymbolonError && error.code === "E9001" && error.message.includes("amountsWei"),
  );
});
