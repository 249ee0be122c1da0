import type { HighFidelityKind } from "./highFidelityKind.ts";

/**
 * What can be ordered: a differentially private file, one that a hospital makes from its own records, a differentially private file of patients whom two
 * hospitals have in common, or figures without any file of records.
 */
export type OrderKind = "private" | HighFidelityKind | "linked" | "statistics";
