import type { Product } from "@symbolon/protocol";

const LABELS: Readonly<Record<Product, string>> = {
  "patients-over-time": "Whole patients over time",
  images: "Images",
};

/** Reader's word for what an order may ask for beside records. */
export function productLabel(product: Product): string {
  return LABELS[product];
}
