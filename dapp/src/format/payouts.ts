const LABELS: Record<string, string> = {
  PROVIDER: "Hospital",
  WORKER: "Compute node",
  EVALUATOR: "Evaluator",
  TREASURY: "Treasury",
};

/** Reader's word for a kind of payout; in the EHDS lane the access body stands where the treasury does. */
export function payoutLabel(kind: string, isEhds = false): string {
  if (isEhds && kind === "TREASURY") return "Health data access body";
  return LABELS[kind.toUpperCase()] ?? kind;
}
