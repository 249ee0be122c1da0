import type { DatasetSummary } from "../../data/gateway/types.ts";
import type { OrderKind } from "./orderKind.ts";
import { needsPermit } from "./purchaseDraft.ts";

/** Why these datasets cannot be ordered as this kind, in words that say what to change; undefined when they can. */
export function kindRefusal(kind: OrderKind, datasets: readonly DatasetSummary[]): string | undefined {
  if (kind === "high-fidelity") return noHighFidelity(datasets);
  if (kind !== "linked") return undefined;
  const closed = datasets.find((dataset) => !dataset.offersLinkage);
  return closed === undefined
    ? undefined
    : `The provider of ${closed.title} does not let its patients be linked with another hospital's.`;
}

function noHighFidelity(datasets: readonly DatasetSummary[]): string | undefined {
  if (needsPermit(datasets)) return "Only private files leave the EHDS lane.";
  if (datasets.length !== 1)
    return "A high-fidelity file is made by one hospital from its own records: choose exactly one dataset.";
  return datasets[0]!.offersHighFidelity
    ? undefined
    : `The provider of ${datasets[0]!.title} lets out private files only.`;
}
