import { SymbolonError } from "@symbolon/protocol";
import { FACETS, type Facet } from "./facets.ts";

/** CatalogueFilter of schema.graphql: of a facet any of the given values, and all facets together. */
export type CatalogueFilter = { readonly text?: string | null } & {
  readonly [F in Facet]?: readonly string[] | null;
};

/** Facets with the values chosen of them. */
export type Chosen = readonly { readonly facet: Facet; readonly values: readonly string[] }[];

const MAX_VALUES = 100;

/** The facets of a filter that choose something. Throws E9007 above 100 values: a filter is a person's choice. */
export function chosenFacets(filter: CatalogueFilter): Chosen {
  const chosen = FACETS.flatMap((facet) => {
    const values = filter[facet];
    return values == null || values.length === 0 ? [] : [{ facet, values: [...new Set(values)] }];
  });
  if (chosen.reduce((sum, { values }) => sum + values.length, 0) > MAX_VALUES)
    throw new SymbolonError("E9007", { reason: `a filter has at most ${MAX_VALUES} values` });
  return chosen;
}
