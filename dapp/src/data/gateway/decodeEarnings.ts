import type { Hex, Settlement } from "@symbolon/protocol";
import type { Reader } from "./reader.ts";

/** Where one share stands: within the dispute window, held by a dispute, ready, fetched, or gone back to the buyer. */
export type PayoutState = "WAITING" | "DISPUTED" | "CLAIMABLE" | "CLAIMED" | "REFUNDED";

/** One share of a settled order or renewal; times in unix seconds. */
export type PayoutShare = {
  /** The order's number, or the renewal's own. */
  readonly id: bigint;
  /** The order that was renewed; the same as `id` for the sale itself. */
  readonly orderId: bigint;
  readonly titles: readonly string[];
  /** Position in the settlement, what Market.claim asks for. */
  readonly index: number;
  readonly kind: string;
  readonly amountWei: bigint;
  readonly settledAt: number;
  /** From when it can be claimed; null while a dispute is open and when it went back. */
  readonly claimableAt: number | null;
  readonly state: PayoutState;
  /** Handed back to Market.claim, which refuses one that is not the order's. */
  readonly settlement: Settlement;
};

/** What an account has earned; amounts in wei. */
export type Earnings = {
  /** Newest first. */
  readonly shares: readonly PayoutShare[];
  /** Shares that may be claimed now, oldest first. */
  readonly ready: readonly PayoutShare[];
  /** Dispute bonds won or returned and not fetched. */
  readonly bondsOwedWei: bigint;
};

/** Earnings of an account. Throws E9001. */
export function decodeEarnings(node: Reader): Earnings {
  const ready = node.objects("claimable").map((payout) => decodeShare(payout, true));
  const places = new Set(ready.map(placeOf));
  const shares = node.objects("payouts").map((payout) => {
    const share = decodeShare(payout, false);
    return places.has(placeOf(share)) ? { ...share, state: "CLAIMABLE" as const } : share;
  });
  return { shares, ready, bondsOwedWei: node.bigint("bondsOwedWei") };
}

function placeOf(share: PayoutShare): string {
  return `${share.id}/${share.index}`;
}

function decodeShare(node: Reader, isReady: boolean): PayoutShare {
  const order = node.object("order");
  const settlement = decodeSettlement(node.object("settlement"));
  const claimableAt = node.integerOrNull("claimableAt");
  return {
    id: node.bigint("settlementId"),
    orderId: order.bigint("id"),
    titles: order.objects("datasets").map((dataset) => dataset.text("title")),
    index: node.integer("index"),
    kind: node.text("kind"),
    amountWei: node.bigint("amountWei"),
    settledAt: Number(settlement.settledAt),
    claimableAt,
    state: isReady ? "CLAIMABLE" : stateOf(node, claimableAt),
    settlement,
  };
}

function stateOf(node: Reader, claimableAt: number | null): PayoutState {
  if (node.bool("cancelled")) return "REFUNDED";
  if (node.bool("claimed")) return "CLAIMED";
  return claimableAt === null ? "DISPUTED" : "WAITING";
}

function decodeSettlement(node: Reader): Settlement {
  return {
    termsHash: node.hex("termsHash"),
    buyer: node.hex("buyer"),
    settledAt: node.bigint("settledAt"),
    payees: node.hexes("payees") as Hex[],
    amountsWei: node.bigints("amountsWei"),
  };
}
