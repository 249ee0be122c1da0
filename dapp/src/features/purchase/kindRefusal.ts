import type { DatasetSummary } from "../../data/gateway/types.ts";
import { schemaProducts } from "../dataset/schemaProducts.ts";
import { type HighFidelityKind, isHighFidelity } from "./highFidelityKind.ts";
import type { OrderKind } from "./orderKind.ts";
import { needsPermit } from "./purchaseDraft.ts";

/** Why these datasets cannot be ordered as this kind, in words that say what to change; undefined when they can. */
export function kindRefusal(kind: OrderKind, datasets: readonly DatasetSummary[]): string | undefined {
  if (isHighFidelity(kind)) return noHighFidelity(kind, datasets);
  if (kind !== "linked") return undefined;
  const closed = datasets.find((dataset) => !dataset.offersLinkage);
  return closed === undefined
    ? undefined
    : `The provider of ${closed.title} does not let its patients be linked with another hospital's.`;
}

function noHighFidelity(kind: HighFidelityKind, datasets: readonly DatasetSummary[]): string | undefined {
  if (needsPermit(datasets)) return "Only private files leave the EHDS lane.";
  const [dataset] = datasets;
  if (dataset === undefined || datasets.length > 1)
    return "It is made by one hospital from its own records: choose exactly one dataset.";
  if (!dataset.offersHighFidelity) return `The provider of ${dataset.title} lets out private files only.`;
  return kind === "high-fidelity" || schemaProducts(dataset.schema).includes(kind)
    ? undefined
    : `${dataset.title} has no ${kind === "images" ? "images" : "tables over time"}.`;
}
