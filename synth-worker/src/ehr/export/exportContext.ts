import type { OmopRow } from "../omop/omopTables.ts";
import type { VocabularyNames } from "../omop/sourceValue.ts";

/** What writing one person's resources needs. */
export type ExportContext = {
  readonly patient: { readonly reference: string };
  readonly names: Pick<VocabularyNames, "uriOf">;
  /** Linked observations by the row they belong to: "field concept/key", and "person" for the person's own. */
  readonly facts: ReadonlyMap<string, readonly OmopRow<"observation">[]>;
};
