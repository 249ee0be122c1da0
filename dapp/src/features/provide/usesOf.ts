import type { DatasetHistory } from "../../data/gateway/historyTypes.ts";
import type { DatasetDetails, Release } from "../../data/gateway/types.ts";

/** One use of a dataset: who ordered what, what it spent, what was found, what the holder earned. */
export type Use = {
  readonly orderId: string;
  readonly placedAt: number;
  readonly rows: number;
  readonly state: string;
  readonly status: string;
  /** Micro-rho that the ledger has charged; while the order runs, what is reserved; null where it was given back. */
  readonly rhoMicro: bigint | null;
  readonly isReserved: boolean;
  readonly release: Release | null;
  /** This account's shares of the sale that did not go back, in wei. */
  readonly earnedWei: bigint;
};

/** The uses of a dataset, newest first: orders of the index with the entries of the privacy ledger. */
export function usesOf(
  { ledger }: Pick<DatasetDetails, "ledger">,
  { orders }: Pick<DatasetHistory, "orders">,
  account: string,
): readonly Use[] {
  return orders.map((order) => {
    const entries = ledger.filter(({ orderId }) => orderId === order.id);
    const charged = entries.find(({ kind }) => kind.toUpperCase() === "CHARGED");
    const isReleased = entries.some(({ kind }) => kind.toUpperCase() === "RELEASED");
    const reserved = isReleased ? undefined : entries.find(({ kind }) => kind.toUpperCase() === "RESERVED");
    return {
      orderId: order.id,
      placedAt: order.placedAt,
      rows: order.rows,
      state: order.job.state,
      status: order.status,
      rhoMicro: (charged ?? reserved)?.rhoMicro ?? null,
      isReserved: charged === undefined && reserved !== undefined,
      release: order.release,
      earnedWei: order.payouts
        .filter((payout) => payout.account.toLowerCase() === account.toLowerCase() && !payout.cancelled)
        .reduce((sum, { amountWei }) => sum + amountWei, 0n),
    };
  });
}
