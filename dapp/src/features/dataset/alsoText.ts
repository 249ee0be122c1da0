import type { Product } from "@symbolon/protocol";

const WORDS: Readonly<Record<Product, string>> = {
  "patients-over-time": "patients over time",
  images: "images",
};

/** What a dataset offers beside records in a few words: "patients over time, images". */
export function alsoText(products: readonly Product[]): string {
  return products.map((product) => WORDS[product]).join(", ");
}
