import type { CostLine } from "@symbolon/protocol";
import { COST_TEXTS } from "./caseTexts.ts";

/** A line of a quote in words. Example: "Assessment × 2", "Data holder's costs, dataset 1". */
export function costLineText({ kind, datasetId, units }: CostLine): string {
  const whose = datasetId === null ? "" : `, dataset ${datasetId}`;
  return `${COST_TEXTS[kind]}${whose}${units === 1 ? "" : ` × ${units}`}`;
}
