import type { FeasibilityCount } from "@symbolon/protocol";
import { formatNumber } from "./formatNumber.ts";

/** A feasibility count in words: "about 420 patients", "fewer than 10 patients"; null: asked and not answered yet. */
export function feasibilityText(answer: FeasibilityCount | null): string {
  if (answer === null) return "asked; the hospital has not answered yet";
  return "count" in answer
    ? `about ${formatNumber(answer.count)} patients`
    : `fewer than ${formatNumber(answer.fewerThan)} patients`;
}
