import type { SettlementRow } from "./settlementStorage.ts";

/**
 * Unix seconds from which payees may claim: after the dispute window (Market.claim asks for a later second), or from the buyer's release or
 * the end of a dispute if that is earlier. Null while a dispute is open and after a refund.
 */
export function claimableAt(row: SettlementRow, windowSeconds: number): number | null {
  const windowOver = row.settled_at + windowSeconds + 1;
  if (row.status === "SETTLED") return windowOver;
  return row.status === "RELEASED" ? Math.min(windowOver, row.released_at ?? windowOver) : null;
}
