import { formatDateTime } from "./formatTime.ts";

/** Where a share stands, in words; `claimableAt` in unix seconds. */
export function payoutStateText(state: string, claimableAt: number): string {
  if (state === "CLAIMED") return "Claimed";
  if (state === "CLAIMABLE") return "Ready to claim";
  if (state === "DISPUTED") return "Held by a dispute";
  if (state === "REFUNDED") return "Returned to the buyer";
  return `From ${formatDateTime(claimableAt)}`;
}
