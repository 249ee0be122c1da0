import type { Hex } from "@symbolon/protocol";
import type { DatasetOrder } from "../../data/gateway/historyTypes.ts";

/** An order whose published model tells how a dataset's variables are distributed. */
export type PreviewOrder = { readonly order: DatasetOrder; readonly modelDigest: Hex };

/**
 * The order to draw variables from: delivered, certified as private and passed, its model of this dataset's own variables (not of linked patients). One
 * on this dataset alone comes first, as another's model is of several hospitals together; then the newest. Null where there is none: there is no other
 * public source of a distribution.
 */
export function previewOrder(orders: readonly DatasetOrder[]): PreviewOrder | null {
  const usable = orders.flatMap((order) =>
    order.asksFor === "private-file" &&
    order.job.state === "FINALISED" &&
    order.release?.passed === true &&
    order.job.modelDigest !== null
      ? [{ order, modelDigest: order.job.modelDigest }]
      : [],
  );
  return usable.find(({ order }) => order.datasets.length === 1) ?? usable[0] ?? null;
}
