import type { Hex, Settlement } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { parseEventLogs } from "viem";
import type { RawLog } from "./readLogs.ts";

/** Where one share stands: within the dispute window, held by a dispute, ready, fetched, or gone back to the buyer. */
export type PayoutState = "WAITING" | "DISPUTED" | "CLAIMABLE" | "CLAIMED" | "REFUNDED";

/** One share of a settled order or renewal; times in unix seconds. */
export type PayoutShare = {
  /** The order's number, or the renewal's own. */
  readonly id: bigint;
  /** The order that was renewed; the same as `id` for the sale itself. */
  readonly orderId: bigint;
  /** Position in the settlement, what Market.claim asks for. */
  readonly index: number;
  readonly kind: string;
  readonly amountWei: bigint;
  readonly settledAt: number;
  /** From when it can be claimed without the buyer's release. */
  readonly claimableAt: number;
  readonly state: PayoutState;
  readonly settlement: Settlement;
};

type Settled = { orderId: bigint; settlement: Settlement; status: string; claimed: bigint };

/** Names of the market's events that say what payees are owed. */
export const PAYOUT_EVENTS = [
  "OrderSettled",
  "OrderRenewed",
  "OrderReleased",
  "OrderDisputed",
  "OrderRefunded",
  "PayoutClaimed",
] as const;

/** After the providers a settlement has three nodes, the evaluator and the treasury. */
const KINDS_FROM_END = ["TREASURY", "EVALUATOR", "WORKER", "WORKER", "WORKER"] as const;

/** What the payee at `index` of `count` was paid as. */
export function payoutKind(index: number, count: number): string {
  return KINDS_FROM_END[count - 1 - index] ?? "PROVIDER";
}

/**
 * What `account` is or was owed, from the market's logs of {@link PAYOUT_EVENTS} in chain order; newest first. Shares of zero are left
 * out. `time` is the chain's clock, `windowSeconds` the market's dispute window.
 */
export function foldPayouts(
  logs: readonly RawLog[],
  account: Hex,
  clock: { readonly time: number; readonly windowSeconds: number },
): PayoutShare[] {
  const settled = new Map<bigint, Settled>();
  for (const event of parseEventLogs({
    abi: MarketAbi,
    logs: logs as never,
    eventName: [...PAYOUT_EVENTS],
  })) {
    if (event.eventName === "OrderSettled" || event.eventName === "OrderRenewed") {
      const id = event.eventName === "OrderRenewed" ? event.args.renewalId : event.args.orderId;
      const { settlement, orderId } = event.args;
      settled.set(id, {
        orderId,
        settlement: { ...settlement, settledAt: BigInt(settlement.settledAt) },
        status: "SETTLED",
        claimed: 0n,
      });
      continue;
    }
    const entry = settled.get(event.args.orderId);
    if (entry === undefined) continue;
    if (event.eventName === "OrderReleased") entry.status = "RELEASED";
    if (event.eventName === "OrderDisputed") entry.status = "DISPUTED";
    if (event.eventName === "OrderRefunded") entry.status = "REFUNDED";
    if (event.eventName === "PayoutClaimed") entry.claimed |= 1n << event.args.index;
  }
  return [...settled].reverse().flatMap(([id, { orderId, settlement, status, claimed }]) =>
    settlement.payees.flatMap((payee, index) => {
      const amountWei = settlement.amountsWei[index]!;
      if (payee.toLowerCase() !== account.toLowerCase() || amountWei === 0n) return [];
      const settledAt = Number(settlement.settledAt);
      const claimableAt = settledAt + clock.windowSeconds + 1;
      const isClaimed = ((claimed >> BigInt(index)) & 1n) === 1n;
      const state = isClaimed ? "CLAIMED" : stateOf(status, clock.time >= claimableAt);
      const kind = payoutKind(index, settlement.payees.length);
      return [{ id, orderId, index, kind, amountWei, settledAt, claimableAt, state, settlement }];
    }),
  );
}

function stateOf(status: string, isWindowOver: boolean): PayoutState {
  if (status === "DISPUTED" || status === "REFUNDED") return status;
  return status === "RELEASED" || isWindowOver ? "CLAIMABLE" : "WAITING";
}
