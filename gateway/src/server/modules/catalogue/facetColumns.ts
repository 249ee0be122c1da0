import type { Chosen } from "./catalogueFilter.ts";
import { FACETS, type Facet } from "./facets.ts";
import type { ListedDataset } from "./listedDataset.ts";

/** How many of the datasets found have a value of a facet. */
export type FacetCount = { readonly facet: Facet; readonly value: string; readonly count: number };

/** Facet values of a list of datasets, by place in the list. */
export type FacetColumns = {
  /** For each chosen facet, whether the dataset at a place has none of the chosen values. */
  missedBy(chosen: Chosen): readonly { readonly facet: Facet; misses(place: number): boolean }[];
  /** Counts of every facet's values over the places that `counts` says, most frequent first, then by value; values without one are left out. */
  count(counts: (place: number, facet: Facet) => boolean): FacetCount[];
};

/** Columns of numbered values: `codes` are those of the dataset at each place. */
export function facetColumns(listed: readonly ListedDataset[]): FacetColumns {
  const columns = FACETS.map((facet) => {
    const codeOf = new Map<string, number>();
    const codes = listed.map(({ values }) =>
      (values[facet] ?? []).map((value) => {
        const code = codeOf.get(value) ?? codeOf.size;
        codeOf.set(value, code);
        return code;
      }),
    );
    return { facet, codeOf, codes };
  });
  return {
    missedBy: (chosen) =>
      chosen.map(({ facet, values }) => {
        const { codeOf, codes } = columns[FACETS.indexOf(facet)]!;
        // A value that no dataset has is nobody's.
        const wanted = new Set(values.map((value) => codeOf.get(value)));
        return { facet, misses: (place) => !codes[place]!.some((code) => wanted.has(code)) };
      }),
    count: (counts) =>
      columns.flatMap(({ facet, codeOf, codes }) => {
        const found = new Uint32Array(codeOf.size);
        for (let place = 0; place < listed.length; place++)
          if (counts(place, facet)) for (const code of codes[place]!) found[code]! += 1;
        return [...codeOf]
          .map(([value, code]) => ({ facet, value, count: found[code]! }))
          .filter(({ count }) => count > 0)
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      }),
  };
}
