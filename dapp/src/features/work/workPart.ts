import type { Hex } from "@symbolon/protocol";
import type { WorkJob } from "../../data/gateway/decodeWorkJob.ts";

/** What an account does in a job. */
export type WorkPart = "lead" | "node" | "evaluator";

/** The part of an account in a job; null for none. The first node leads; the evaluator is never a node of the same job that leads. */
export function workPart({ nodes, evaluator }: WorkJob, account: Hex): WorkPart | null {
  const me = account.toLowerCase();
  const place = nodes.findIndex((node) => node.toLowerCase() === me);
  if (place === 0) return "lead";
  if (evaluator?.toLowerCase() === me) return "evaluator";
  return place > 0 ? "node" : null;
}
