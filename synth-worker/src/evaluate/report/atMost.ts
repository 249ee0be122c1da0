import type { EvaluationReport } from "@symbolon/protocol";

/** A line of a verdict that passes when its figure is known and at most its limit. */
export function atMost(
  id: string,
  what: string,
  value: number | null,
  limit: number,
): EvaluationReport["verdict"]["checks"][number] {
  return { id, what, value, limit, sense: "at most", passed: value !== null && value <= limit };
}
