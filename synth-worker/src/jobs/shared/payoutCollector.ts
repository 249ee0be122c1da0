import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Hex, hashSettlement, ORDER_STATUSES, recordMatches, recordStatus } from "@symbolon/protocol";
import type { LogDescription } from "ethers";
import type { Logger } from "pino";
import type { Chain } from "./chain.ts";
import { chainClock } from "./chainClock.ts";
import { durableValue } from "./durableValue.ts";
import {
  foldPayouts,
  type OpenPayout,
  PAYOUT_EVENTS,
  type PayoutBook,
  settlementOf,
  without,
} from "./payoutBook.ts";
import type { Reporter } from "./progress.ts";
import { BLOCKS_PER_QUERY } from "./readLogs.ts";
import { stateFile } from "./stateFile.ts";
import { unlessOvertaken } from "./unlessOvertaken.ts";

/** Positions claimed in one transaction. */
const BATCH = 20;
/** Blocks read again each time: a reorganisation of this depth loses nothing. */
const OVERLAP_BLOCKS = 32;
/** Without anything new, how far the reading gets before its place is kept. */
const KEEP_EVERY_BLOCKS = 1000;
/** Contract errors that say: not now. The next look asks the chain again. */
const NOT_NOW = ["PayoutAlreadyClaimed", "OrderDisputeWindowOpen"];

/** Fetches what settled orders and renewals owe this account. */
export type PayoutCollector = {
  /** Starts a look in the background when the last one is over and long enough ago. Never throws. */
  look(): void;
  /** Resolves when no look is under way. */
  idle(): Promise<void>;
};

/**
 * Finds this account in the market's settlements and claims each share once: after the order's dispute window, at once when the buyer
 * released it, never while it is disputed or after a refund. What is left to do is kept in `payouts.json`; whether a share is still owed
 * is asked of the chain before every claim, so a process killed at any point neither loses a share nor asks for one twice. Every order
 * paid is told as the step "withdrawn" with its amount in wei. Throws E4010 for a damaged file.
 */
export async function makePayoutCollector(node: {
  readonly chain: Chain;
  readonly reporter: Reporter;
  readonly log: Logger;
  readonly stateFolder: string;
  readonly pauseSeconds: number;
}): Promise<PayoutCollector> {
  const { chain, reporter, log, pauseSeconds } = node;
  const { startBlock } = chain.deployment;
  const file = stateFile<PayoutBook>(join(node.stateFolder, "payouts.json"));
  const empty: PayoutBook = { format: "symbolon-payouts/1", nextBlock: startBlock, open: [] };
  const book = durableValue<PayoutBook>(file, (await file.read()) ?? empty);
  const clock = chainClock(chain);
  let next = book.get().nextBlock;
  let windowSeconds: bigint | null = null;

  /** Reads events up to block `head` into the book. */
  const follow = async (head: number) => {
    for (let from = Math.max(startBlock, next - OVERLAP_BLOCKS); from <= head; from += BLOCKS_PER_QUERY) {
      const to = Math.min(head, from + BLOCKS_PER_QUERY - 1);
      const events = await payoutEvents(chain, from, to);
      next = to + 1;
      await book.update((kept) => {
        const open = foldPayouts(kept.open, events, chain.account);
        const isOld = isDeepStrictEqual(open, kept.open) && next - kept.nextBlock < KEEP_EVERY_BLOCKS;
        return isOld ? kept : { ...kept, nextBlock: next, open };
      });
    }
  };
  const settle = (payout: OpenPayout, indices: readonly number[]) =>
    book.update((kept) => ({
      ...kept,
      open: kept.open.flatMap((entry) =>
        entry.orderId === payout.orderId ? (without(entry, indices) ?? []) : entry,
      ),
    }));
  const collect = async () => {
    const { block, seconds } = await clock();
    await follow(block);
    if (book.get().open.length === 0) return;
    windowSeconds ??= await chain.read<bigint>("market", "disputeWindowSeconds");
    const due: Claim[] = [];
    for (const payout of book.get().open) {
      const isOver = BigInt(payout.settlement.settledAt) + windowSeconds < BigInt(seconds);
      if (!payout.released && !isOver) continue;
      const stands = await standing(chain, payout, isOver);
      if (stands.gone.length > 0) await settle(payout, stands.gone);
      due.push(...stands.owed.map((index) => ({ payout, index })));
    }
    for (let i = 0; i < due.length; i += BATCH) await claim(due.slice(i, i + BATCH));
  };
  const claim = async (batch: readonly Claim[]) => {
    const sent = await unlessOvertaken(
      () =>
        chain.send(
          "market",
          "claim",
          batch.map(({ payout }) => BigInt(payout.orderId)),
          batch.map(({ payout }) => settlementOf(payout)),
          batch.map(({ index }) => index),
        ),
      NOT_NOW,
    );
    if (sent === null) return;
    const { txHash, gasUsed } = sent;
    for (const payout of new Set(batch.map((entry) => entry.payout))) {
      const indices = batch.filter((entry) => entry.payout === payout).map(({ index }) => index);
      const amountWei = indices.reduce((sum, i) => sum + BigInt(payout.settlement.amountsWei[i]!), 0n);
      await settle(payout, indices);
      const { orderId } = payout;
      reporter.progress({ step: "withdrawn", orderId, txHash, gasUsed, detail: `${amountWei} wei` });
    }
  };

  let running: Promise<void> | null = null;
  let notBefore = 0;
  return {
    look() {
      if (running !== null || performance.now() < notBefore) return;
      running = collect()
        .catch((error: unknown) => log.warn({ err: error }, "payouts are not collected, trying again"))
        .finally(() => {
          running = null;
          notBefore = performance.now() + pauseSeconds * 1000;
        });
    },
    async idle() {
      await running;
    },
  };
}

type Claim = { readonly payout: OpenPayout; readonly index: number };

/** What the chain says of a payout: positions that can be claimed now, and positions that need no more thought. */
async function standing(
  chain: Chain,
  payout: OpenPayout,
  isWindowOver: boolean,
): Promise<{ readonly owed: readonly number[]; readonly gone: readonly number[] }> {
  const orderId = BigInt(payout.orderId);
  const word = await chain.read<Hex>("market", "recordOf", orderId);
  const status = ORDER_STATUSES[recordStatus(word)];
  if (status === "REFUNDED") return { owed: [], gone: payout.indices };
  const isPayable = status === "RELEASED" || (status === "SETTLED" && isWindowOver);
  // Another settlement than the one read: a reorganisation, which the events will tell.
  if (!isPayable || !recordMatches(word, hashSettlement(settlementOf(payout)))) return { owed: [], gone: [] };
  const claimed = await chain.read<bigint>("market", "claimedOf", orderId);
  const isClaimed = (index: number) => ((claimed >> BigInt(index)) & 1n) === 1n;
  return {
    owed: payout.indices.filter((index) => !isClaimed(index)),
    gone: payout.indices.filter(isClaimed),
  };
}

async function payoutEvents(chain: Chain, fromBlock: number, toBlock: number): Promise<LogDescription[]> {
  const market = chain.contracts.market.interface;
  const topics = [PAYOUT_EVENTS.map((name) => market.getEvent(name)!.topicHash)];
  const address = chain.deployment.contracts.market;
  const logs = await chain.ask((provider) => provider.getLogs({ address, topics, fromBlock, toBlock }));
  return logs.flatMap((log) => market.parseLog(log) ?? []);
}
