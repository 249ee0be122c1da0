import { HIGH_FIDELITY, PRODUCTS, type Product } from "@symbolon/protocol";

/** What one hospital's own node makes, without a proof of privacy: records, or what a dataset has beside them. */
export type HighFidelityKind = typeof HIGH_FIDELITY | Product;

/** Those kinds, records first. */
export const HIGH_FIDELITY_KINDS: readonly HighFidelityKind[] = [HIGH_FIDELITY, ...PRODUCTS];

/** Whether a kind of order has no proof of privacy and is made by one hospital alone. */
export function isHighFidelity(kind: string): kind is HighFidelityKind {
  return HIGH_FIDELITY_KINDS.some((each) => each === kind);
}
