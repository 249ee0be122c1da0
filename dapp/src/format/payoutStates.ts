import { formatDateTime } from "./formatTime.ts";

/** Where a share stands, in words; `claimableAt` in unix seconds, null where there is no such time. */
export function payoutStateText(state: string, claimableAt: number | null): string {
  if (state === "CLAIMED") return "Claimed";
  if (state === "CLAIMABLE") return "Ready to claim";
  if (state === "DISPUTED") return "Held by a dispute";
  if (state === "REFUNDED") return "Returned to the buyer";
  return claimableAt === null ? "Later" : `From ${formatDateTime(claimableAt)}`;
}
