import type { BudgetRow, DatasetRow } from "../dataset/datasetStorage.ts";
import type { Facet } from "./facets.ts";

/** A listed dataset as lists show it, its entry's number in the word index (null without an entry) and its values of every facet. */
export type ListedDataset = {
  readonly row: DatasetRow;
  readonly budget: BudgetRow | null;
  readonly entry: number | null;
  readonly values: Readonly<Partial<Record<Facet, readonly string[]>>>;
};
