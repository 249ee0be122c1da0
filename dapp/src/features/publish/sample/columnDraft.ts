import type { ColumnConcept } from "@symbolon/protocol";

/** How one column of the sample becomes a column of the schema; everything in it can be edited, and what is included becomes public. */
export type ColumnDraft = {
  /** Name in the file. */
  readonly source: string;
  /** Name in the schema: small letters, digits, underscores. */
  readonly name: string;
  readonly label: string;
  readonly isIncluded: boolean;
  /** Why it was left out by default; null where it was not. */
  readonly doubt: string | null;
  readonly kind: "number" | "category";
  /** Empty cells become the level "missing"; numbers then are categories of ranges. */
  readonly hasMissing: boolean;
  readonly unit: string;
  /** Power of ten that numbers are multiplied by, so that whole edges can cut them. */
  readonly scale: number;
  /** Of numbers: ascending whole edges, the last one exclusive, after scaling. */
  readonly edges: readonly number[];
  /** Of categories: what is told apart. */
  readonly levels: readonly string[];
  /** Texts that are no level become the level "other". */
  readonly hasOther: boolean;
  /** What the column is about, by a code of a vocabulary; absent where nobody said it. */
  readonly concept?: ColumnConcept | undefined;
};
