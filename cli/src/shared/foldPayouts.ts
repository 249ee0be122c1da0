import type { ChainLog, Hex, Settlement } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface, type Result } from "ethers";

const market = new Interface(MarketAbi);

/** Where one share stands: still within the dispute window, held by a dispute, ready, fetched, or gone back to the buyer. */
export type PayoutState = "WAITING" | "DISPUTED" | "CLAIMABLE" | "CLAIMED" | "REFUNDED";

/** One share of one settled order or renewal that an account is or was owed; times in unix seconds. */
export type Payout = {
  /** The order's number, or the renewal's own. */
  readonly id: bigint;
  /** The order that was renewed; the same as `id` for the sale itself. */
  readonly orderId: bigint;
  /** Position in the settlement, what Market.claim asks for. */
  readonly index: number;
  readonly amountWei: bigint;
  readonly settledAt: bigint;
  /** From when it can be claimed without the buyer's release. */
  readonly claimableAt: bigint;
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

/**
 * What `account` is owed, from the market's logs of {@link PAYOUT_EVENTS} in chain order; oldest first. Shares of zero are left out.
 * `time` is the chain's clock, `windowSeconds` the market's dispute window.
 */
export function foldPayouts(
  logs: readonly ChainLog[],
  account: string,
  clock: { readonly time: bigint; readonly windowSeconds: bigint },
): Payout[] {
  const settled = new Map<bigint, Settled>();
  for (const log of logs) {
    const event = market.parseLog(log);
    if (event === null) continue;
    const id = event.args[0] as bigint;
    const entry = settled.get(id);
    if (event.name === "OrderSettled" || event.name === "OrderRenewed") {
      const orderId = event.name === "OrderRenewed" ? (event.args.orderId as bigint) : id;
      settled.set(id, { orderId, settlement: plainSettlement(event.args), status: "SETTLED", claimed: 0n });
    } else if (entry !== undefined) {
      if (event.name === "OrderReleased") entry.status = "RELEASED";
      if (event.name === "OrderDisputed") entry.status = "DISPUTED";
      if (event.name === "OrderRefunded") entry.status = "REFUNDED";
      if (event.name === "PayoutClaimed") entry.claimed |= 1n << (event.args.index as bigint);
    }
  }
  return [...settled].flatMap(([id, { orderId, settlement, status, claimed }]) =>
    settlement.payees.flatMap((payee, index) => {
      const amountWei = settlement.amountsWei[index]!;
      if (payee !== account.toLowerCase() || amountWei === 0n) return [];
      const { settledAt } = settlement;
      const claimableAt = settledAt + clock.windowSeconds + 1n;
      const isClaimed = ((claimed >> BigInt(index)) & 1n) === 1n;
      const state = isClaimed ? "CLAIMED" : stateOf(status, clock.time >= claimableAt);
      return [{ id, orderId, index, amountWei, settledAt, claimableAt, state, settlement }];
    }),
  );
}

function stateOf(status: string, isWindowOver: boolean): PayoutState {
  if (status === "DISPUTED" || status === "REFUNDED") return status;
  return status === "RELEASED" || isWindowOver ? "CLAIMABLE" : "WAITING";
}

function plainSettlement(args: Result): Settlement {
  const settlement = args.settlement as Result;
  return {
    termsHash: settlement.termsHash as Hex,
    buyer: (settlement.buyer as string).toLowerCase() as Hex,
    settledAt: settlement.settledAt as bigint,
    payees: [...settlement.payees].map((payee: string) => payee.toLowerCase() as Hex),
    amountsWei: [...settlement.amountsWei],
  };
}
