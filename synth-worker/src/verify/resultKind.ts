import { isPrivateOrder, isStatisticsOrder, OrderSpec } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/** Kinds of results, each with checks of its own. */
export type ResultKind = "private" | "high-fidelity" | "statistics";

/** What an order's own spec asks for. Without a readable spec it counts as a private file, and the checks say what is missing. */
export function resultKind(evidence: Evidence, facts: ChainFacts): ResultKind {
  try {
    const spec = documentOf(evidence, facts.order.terms.specDigest, OrderSpec, "order spec");
    if (isStatisticsOrder(spec)) return "statistics";
    return isPrivateOrder(spec) ? "private" : "high-fidelity";
  } catch {
    return "private";
  }
}
