import type { Product } from "@symbolon/protocol";

/** What one row of an order is: a record of the schema, or what else it may ask for. */
export function unitOf(product: Product | undefined): "record" | "patient" | "image" {
  if (product === undefined) return "record";
  return product === "images" ? "image" : "patient";
}
