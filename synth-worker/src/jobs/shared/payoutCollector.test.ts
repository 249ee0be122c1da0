import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  type Hex,
  hashSettlement,
  ORDER_STATUSES,
  type OrderStatus,
  type Settlement,
  SymbolonError,
} from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface, type InterfaceAbi, type Log } from "ethers";
import type { Logger } from "pino";
import { logOf } from "../test-support/logOf.ts";
import { testAccount, testSettlement } from "../test-support/testOrder.ts";
import type { Chain } from "./chain.ts";
import { makePayoutCollector } from "./payoutCollector.ts";
import type { Progress } from "./progress.ts";

const MARKET = testAccount(0xa);
const NODE = testAccount(12);
const WINDOW_SECONDS = 100n;
const market = new Interface(MarketAbi as unknown as InterfaceAbi);

/** A market of settled orders that pays like the contract, with a chain clock the test sets. */
class FakeMarket {
  readonly logs: Log[] = [];
  readonly orders = new Map<bigint, { status: OrderStatus; settlement: Settlement; claimed: bigint }>();
  readonly claims: string[][] = [];
  time = 0;
  head = 0;
  /** The next claim is mined, and its answer is lost. */
  losesAnswer = false;

  emit(name: string, args: readonly unknown[]): void {
    this.head += 1;
    this.logs.push(logOf({ address: MARKET, abi: MarketAbi, name, args, blockNumber: this.head }));
  }
  settle(orderId: bigint, change: Partial<Settlement> = {}, renews?: bigint): void {
    const settlement = testSettlement(change);
    this.orders.set(orderId, { status: "SETTLED", settlement, claimed: 0n });
    if (renews === undefined) this.emit("OrderSettled", [orderId, settlement]);
    else this.emit("OrderRenewed", [orderId, renews, settlement]);
  }
  move(orderId: bigint, status: OrderStatus): void {
    this.orders.get(orderId)!.status = status;
    if (status === "RELEASED") this.emit("OrderReleased", [orderId]);
    if (status === "DISPUTED") this.emit("OrderDisputed", [orderId]);
    if (status === "REFUNDED") this.emit("OrderRefunded", [orderId, testAccount(1), 100n]);
  }
  claim(orderIds: bigint[], settlements: Settlement[], indices: number[]): void {
    for (const [i, orderId] of orderIds.entries()) {
      const order = this.orders.get(orderId)!;
      const index = indices[i]!;
      const refuse = (error: string) => new SymbolonError("E6003", { reason: "-", error, advice: "-" });
      if (hashSettlement(settlements[i]!) !== hashSettlement(order.settlement))
        throw refuse("OrderTermsMismatch");
      const isOver = BigInt(this.time) > order.settlement.settledAt + WINDOW_SECONDS;
      if (order.status === "SETTLED" && !isOver) throw refuse("OrderDisputeWindowOpen");
      if (order.status !== "SETTLED" && order.status !== "RELEASED") throw refuse("OrderWrongStatus");
      if ((order.claimed >> BigInt(index)) & 1n) throw refuse("PayoutAlreadyClaimed");
    }
    this.claims.push(orderIds.map((orderId, i) => `${orderId} ${indices[i]}`));
    for (const [i, orderId] of orderIds.entries()) {
      const order = this.orders.get(orderId)!;
      order.claimed |= 1n << BigInt(indices[i]!);
      this.emit("PayoutClaimed", [orderId, indices[i], NODE, order.settlement.amountsWei[indices[i]!]]);
    }
  }
  chain(): Chain {
    const provider = {
      getBlock: async () => ({ number: this.head, timestamp: this.time }),
      getLogs: async ({ fromBlock, toBlock }: { fromBlock: number; toBlock: number }) =>
        this.logs.filter((log) => log.blockNumber >= fromBlock && log.blockNumber <= toBlock),
    };
    const reads: Record<string, (orderId: bigint) => unknown> = {
      disputeWindowSeconds: () => WINDOW_SECONDS,
      recordOf: (orderId) => {
        const { status, settlement } = this.orders.get(orderId)!;
        const number = ORDER_STATUSES.indexOf(status).toString(16).padStart(2, "0");
        return `${hashSettlement(settlement).slice(0, 64)}${number}` as Hex;
      },
      claimedOf: (orderId) => this.orders.get(orderId)!.claimed,
    };
    return {
      account: NODE,
      deployment: { startBlock: 0, contracts: { market: MARKET } },
      contracts: { market: { interface: market } },
      ask: (act: (rpc: typeof provider) => unknown) => act(provider),
      read: async (_: string, method: string, orderId: bigint) => reads[method]!(orderId),
      send: async (_: string, __: string, ...args: [bigint[], Settlement[], number[]]) => {
        this.claim(...args);
        if (this.losesAnswer) throw new SymbolonError("E6001", { reason: "-" });
        return { txHash: "0x1", gasUsed: "1" };
      },
    } as unknown as Chain;
  }
}

/** A collector process: `look` is one whole look; `paid` what it told. */
async function start(context: TestContext, fake: FakeMarket, folder?: string) {
  const stateFolder = folder ?? (await mkdtemp(join(tmpdir(), "symbolon-payouts-")));
  if (folder === undefined) context.after(() => rm(stateFolder, { recursive: true }));
  const paid: string[] = [];
  const collector = await makePayoutCollector({
    chain: fake.chain(),
    stateFolder,
    pauseSeconds: 0,
    log: { warn: () => undefined } as unknown as Logger,
    reporter: {
      ready: () => undefined,
      progress: ({ step, orderId, detail }: Progress) => void paid.push(`${step} ${orderId} ${detail}`),
    },
  });
  return {
    stateFolder,
    paid,
    async look() {
      collector.look();
      await collector.idle();
    },
  };
}

test("a share is claimed once, after the dispute window and not before; all shares of one order together", async (t) => {
  const fake = new FakeMarket();
  const { look, paid } = await start(t, fake);
  fake.settle(5n);
  fake.time = 1100;
  await look();
  assert.deepEqual(fake.claims, []);
  fake.time = 1101;
  await look();
  await look();
  // Account 12 was node (position 3, 4 wei) and evaluator (position 5, 5 wei).
  assert.deepEqual(fake.claims, [["5 3", "5 5"]]);
  assert.deepEqual(paid, ["withdrawn 5 9 wei"]);
});

test("a released order is paid at once, a disputed one when the dispute is rejected, a refunded one never", async (t) => {
  const fake = new FakeMarket();
  const { look } = await start(t, fake);
  for (const orderId of [1n, 2n, 3n]) fake.settle(orderId);
  fake.time = 1001;
  fake.move(1n, "RELEASED");
  fake.move(2n, "DISPUTED");
  fake.move(3n, "DISPUTED");
  await look();
  assert.deepEqual(fake.claims, [["1 3", "1 5"]]);
  fake.time = 5000;
  await look();
  assert.equal(fake.claims.length, 1);
  fake.move(2n, "RELEASED");
  fake.move(3n, "REFUNDED");
  await look();
  await look();
  assert.deepEqual(fake.claims.slice(1), [["2 3", "2 5"]]);
});

test("renewals are paid like orders, orders of others and shares of nothing are passed over", async (t) => {
  const fake = new FakeMarket();
  const { look, paid } = await start(t, fake);
  fake.settle(1n, { payees: [2, 3, 11, 14, 13, 14, 9].map(testAccount) });
  fake.settle(2n, { amountsWei: [100n, 0n, 0n, 0n, 0n, 0n, 0n] });
  fake.settle(3n, {}, 1n);
  fake.time = 5000;
  await look();
  assert.deepEqual(fake.claims, [["3 3", "3 5"]]);
  assert.deepEqual(paid, ["withdrawn 3 9 wei"]);
});

test("at most 20 shares go into one transaction", async (t) => {
  const fake = new FakeMarket();
  const { look, paid } = await start(t, fake);
  for (let orderId = 1n; orderId <= 25n; orderId++) fake.settle(orderId);
  fake.time = 5000;
  await look();
  assert.deepEqual(
    fake.claims.map((claim) => claim.length),
    [20, 20, 10],
  );
  assert.equal(new Set(fake.claims.flat()).size, 50);
  assert.equal(paid.length, 25);
});

test("what is still to be claimed survives a restart, and what was claimed is not claimed again, even if its answer was lost", async (t) => {
  const fake = new FakeMarket();
  const first = await start(t, fake);
  fake.settle(1n);
  fake.settle(2n, { settledAt: 9000n });
  fake.time = 5000;
  fake.losesAnswer = true;
  await first.look();
  assert.equal(fake.claims.length, 1);
  fake.losesAnswer = false;
  // Far from the settlements: only the file can say that order 2 is still owed.
  fake.head += 20_000;
  const second = await start(t, fake, first.stateFolder);
  await second.look();
  assert.equal(fake.claims.length, 1);
  fake.time = 10_000;
  fake.head += 1;
  await second.look();
  await second.look();
  assert.deepEqual(fake.claims.slice(1), [["2 3", "2 5"]]);
});

test("a share that somebody else fetched for this account is not asked for again", async (t) => {
  const fake = new FakeMarket();
  const { look, paid } = await start(t, fake);
  fake.settle(1n);
  fake.time = 5000;
  fake.claim([1n], [fake.orders.get(1n)!.settlement], [3]);
  await look();
  assert.deepEqual(fake.claims.slice(1), [["1 5"]]);
  assert.deepEqual(paid, ["withdrawn 1 5 wei"]);
});

test("time passes on a chain that makes no blocks: the window is over without one", async (t) => {
  const fake = new FakeMarket();
  const { look } = await start(t, fake);
  fake.settle(1n);
  fake.time = 1100;
  t.mock.method(performance, "now", () => 1000);
  await look();
  assert.deepEqual(fake.claims, []);
  t.mock.method(performance, "now", () => 3000);
  const { time } = fake;
  // The contract sees the next block's time.
  const claim = fake.claim.bind(fake);
  fake.claim = (...args) => {
    fake.time = time + 2;
    claim(...args);
  };
  await look();
  assert.equal(fake.claims.length, 1);
});
