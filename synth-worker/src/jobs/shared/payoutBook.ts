import type { Hex, Settlement } from "@symbolon/protocol";
import type { LogDescription } from "ethers";

/** What one settled order or renewal still owes an account; plain JSON, whole numbers as decimal text. */
export type OpenPayout = {
  readonly orderId: string;
  readonly settlement: {
    readonly termsHash: Hex;
    readonly buyer: Hex;
    readonly settledAt: string;
    readonly payees: readonly Hex[];
    readonly amountsWei: readonly string[];
  };
  /** Positions of this account with an amount that was not seen claimed. */
  readonly indices: readonly number[];
  /** The buyer released it, or a dispute was rejected: the window does not matter any more. */
  readonly released: boolean;
};

/** `payouts.json` in the state folder: how far the market's events were read, and what is owed by them. */
export type PayoutBook = {
  readonly format: "symbolon-payouts/1";
  readonly nextBlock: number;
  readonly open: readonly OpenPayout[];
};

/** Events of the market that {@link foldPayouts} knows. */
export const PAYOUT_EVENTS = [
  "OrderSettled",
  "OrderRenewed",
  "OrderReleased",
  "OrderRefunded",
  "PayoutClaimed",
] as const;

/**
 * What an account is owed after these events of the market, in chain order. Reading a stretch of events again changes nothing, so a reader
 * that is unsure how far it got starts earlier.
 */
export function foldPayouts(
  open: readonly OpenPayout[],
  events: readonly LogDescription[],
  account: Hex,
): readonly OpenPayout[] {
  const byId = new Map(open.map((payout) => [payout.orderId, payout]));
  for (const { name, args } of events) {
    const orderId = String(name === "OrderRenewed" ? args.renewalId : args.orderId);
    const known = byId.get(orderId);
    if (name === "OrderSettled" || name === "OrderRenewed") {
      const payout = payoutOf(orderId, args.settlement, account);
      if (payout !== null) byId.set(orderId, payout);
      continue;
    }
    if (known === undefined) continue;
    if (name === "OrderRefunded") byId.delete(orderId);
    if (name === "OrderReleased") byId.set(orderId, { ...known, released: true });
    if (name === "PayoutClaimed") {
      const rest = without(known, [Number(args.index)]);
      if (rest === null) byId.delete(orderId);
      else byId.set(orderId, rest);
    }
  }
  return [...byId.values()];
}

/** The payout without these positions; null when none is left. */
export function without(payout: OpenPayout, indices: readonly number[]): OpenPayout | null {
  const rest = payout.indices.filter((index) => !indices.includes(index));
  return rest.length === 0 ? null : { ...payout, indices: rest };
}

/** IMarket.Settlement as it is handed back to the market. */
export function settlementOf({ settlement }: OpenPayout): Settlement {
  return {
    ...settlement,
    settledAt: BigInt(settlement.settledAt),
    amountsWei: settlement.amountsWei.map(BigInt),
  };
}

function payoutOf(orderId: string, raw: Record<string, unknown>, account: Hex): OpenPayout | null {
  const lower = (text: unknown) => String(text).toLowerCase() as Hex;
  const payees = [...(raw.payees as Iterable<string>)].map(lower);
  const amountsWei = [...(raw.amountsWei as Iterable<bigint>)].map(String);
  const indices = payees.flatMap((payee, i) => (payee === account && amountsWei[i] !== "0" ? [i] : []));
  if (indices.length === 0) return null;
  const settlement = {
    termsHash: lower(raw.termsHash),
    buyer: lower(raw.buyer),
    settledAt: String(raw.settledAt),
    payees,
    amountsWei,
  };
  return { orderId, settlement, indices, released: false };
}
