import type { RecordedEntry } from "./jointLedger.ts";
import type { JointPlan } from "./jointPlan.ts";

/** Tables that were chosen, or that a fixed workload names, and for which the budget was not there any more. */
export function leftOutCliques(
  plan: JointPlan,
  ledger: readonly Pick<RecordedEntry, "kind" | "clique">[],
): number[] {
  const opened = (of: "choice" | "table") =>
    ledger.flatMap(({ kind, clique }) => (kind === of && clique !== null ? [clique] : []));
  const measured = new Set(opened("table"));
  const wanted = plan.schedule.length === 0 ? [...plan.cliques.keys()] : opened("choice");
  return wanted.filter((clique) => !measured.has(clique));
}
