const LABELS: Record<string, string> = {
  PROVIDER: "Hospital",
  REFUND: "Buyer, for hospitals that dropped out",
  WORKER: "Compute node",
  EVALUATOR: "Evaluator",
  TREASURY: "Treasury",
  ACCESS_BODY: "Health data access body",
};

/** After the providers, one per dataset, and maybe the buyer's refund a settlement has three nodes, the evaluator and the treasury. */
const KINDS_FROM_END = ["TREASURY", "EVALUATOR", "WORKER", "WORKER", "WORKER"] as const;

/** What the payee at `index` of `count` is paid as, in an order of `datasets` datasets; in the EHDS lane the access body stands where the treasury does. */
export function payoutKind(index: number, count: number, datasets: number, isEhds = false): string {
  const kind = KINDS_FROM_END[count - 1 - index] ?? (index < datasets ? "PROVIDER" : "REFUND");
  return isEhds && kind === "TREASURY" ? "ACCESS_BODY" : kind;
}

/** Reader's word for a kind of payout. */
export function payoutLabel(kind: string): string {
  return LABELS[kind.toUpperCase()] ?? kind;
}
