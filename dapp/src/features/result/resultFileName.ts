import { isStatisticsOrder } from "@symbolon/protocol";
import type { OrderDetails } from "../../data/gateway/types.ts";

/** What an order's result is called when it is written straight to a file: figures are JSON, whole patients and images an archive, records CSV. */
export function resultFileName({ id, spec, release }: Pick<OrderDetails, "id" | "spec" | "release">): string {
  const ending =
    spec !== null && isStatisticsOrder(spec) ? "json" : release?.product === undefined ? "csv" : "zip";
  return `symbolon-order-${id}.${ending}`;
}
