/** What a lane means for the buyer: whose rules the data are used under. */
export function laneLabel(lane: string): string {
  if (lane === "COMMERCIAL") return "Consent-based";
  if (lane === "EHDS") return "EHDS permit";
  return lane;
}
