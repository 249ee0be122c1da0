import type { Product } from "@symbolon/protocol";

/** What an order's rows count: records of the schema, or what else it may ask for. */
export function unitOf(product: Product | undefined): "records" | "patients" | "images" {
  if (product === undefined) return "records";
  return product === "images" ? "images" : "patients";
}
