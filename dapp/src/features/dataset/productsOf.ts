import type { Product } from "@symbolon/protocol";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { schemaProducts } from "./schemaProducts.ts";

/** What can be ordered of a dataset beside records: its schema has it, and its provider lets files out that are not differentially private, which no permit allows. */
export function productsOf({
  schema,
  offersHighFidelity,
  lane,
}: Pick<DatasetSummary, "schema" | "offersHighFidelity" | "lane">): Product[] {
  return offersHighFidelity && lane !== "EHDS" ? schemaProducts(schema) : [];
}
