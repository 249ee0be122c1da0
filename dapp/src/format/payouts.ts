const LABELS: Record<string, string> = {
  PROVIDER: "Hospital",
  WORKER: "Compute node",
  EVALUATOR: "Evaluator",
  TREASURY: "Treasury",
};

/** Reader's word for a kind of payout. */
export function payoutLabel(kind: string): string {
  return LABELS[kind.toUpperCase()] ?? kind;
}
