import { searchWords } from "../../../catalogue/searchWords.ts";
import { type CatalogueFilter, chosenFacets } from "./catalogueFilter.ts";
import { type FacetCount, facetColumns } from "./facetColumns.ts";
import type { Facet } from "./facets.ts";
import type { ListedDataset } from "./listedDataset.ts";
import { lowerBound } from "./lowerBound.ts";
import { searchCursor } from "./searchCursor.ts";
import { SEARCH_ORDERS, type SearchOrder } from "./searchOrders.ts";
import type { WordIndex } from "./wordIndex.ts";

/** A dataset and its place in the list: `after` of the next page. */
export type FoundDataset = ListedDataset & { readonly cursor: string };

/** Datasets that fit a filter. */
export type Found = {
  readonly count: number;
  /** In order; `after` is a cursor of the same filter and order. Throws E9009 for a cursor that is none. */
  page(order: SearchOrder, first: number, after: string | null): FoundDataset[];
  /**
   * Counts of every facet's values, most frequent first. A facet is counted over the datasets that fit the text and all *other* facets, so
   * that it shows what choosing another value would give. Values without a dataset are left out.
   */
  facets(): FacetCount[];
};

/** All listed datasets at one moment. */
export type CatalogueView = {
  /** Throws E9007 for a filter of too many values. */
  find(filter: CatalogueFilter): Found;
};

/** A place in `listed` and the key that it is sorted by. */
type Keyed = { readonly place: number; readonly key: bigint };

/** A CatalogueView in memory over `listed`, which goes up by number, and the words of their entries. */
export function createCatalogueView(listed: readonly ListedDataset[], words: WordIndex): CatalogueView {
  const columns = facetColumns(listed);
  const ids = listed.map(({ row }) => BigInt(row.id));
  const sorted = new Map<SearchOrder, readonly Keyed[]>();

  const sortedBy = (order: SearchOrder): readonly Keyed[] => {
    const known = sorted.get(order);
    if (known !== undefined) return known;
    const made = byKey(listed.map(({ row }, place) => ({ place, key: SEARCH_ORDERS[order](row, 0) })));
    sorted.set(order, made);
    return made;
  };

  /** Rank of the dataset at a place for the words searched for; all are 1 where none are. */
  const ranksOf = (filter: CatalogueFilter): ((place: number) => number) => {
    const searched = searchWords(filter.text);
    if (searched.length === 0) return () => 1;
    const ranks = words.ranks(searched);
    return (place) => {
      const { entry } = listed[place]!;
      return entry === null ? 0 : ranks[entry]!;
    };
  };

  return {
    find(filter) {
      const missedBy = columns.missedBy(chosenFacets(filter));
      const rank = ranksOf(filter);
      /** By place: whether it fits, and the one facet that keeps it out where there is only one. */
      const fits: boolean[] = [];
      const keptOutBy: (Facet | null)[] = [];
      for (let place = 0; place < listed.length; place++) {
        const isFound = rank(place) > 0;
        const missed = isFound ? missedBy.filter(({ misses }) => misses(place)) : [];
        fits.push(isFound && missed.length === 0);
        keptOutBy.push(missed.length === 1 ? missed[0]!.facet : null);
      }
      const byRelevance = () =>
        byKey(
          listed.flatMap(({ row }, place) =>
            fits[place] ? [{ place, key: SEARCH_ORDERS.RELEVANCE(row, rank(place)) }] : [],
          ),
        );

      return {
        count: fits.filter(Boolean).length,
        page(order, first, after) {
          const cursor = searchCursor(after);
          const list = order === "RELEVANCE" ? byRelevance() : sortedBy(order);
          const isUpToCursor = ({ key, place }: Keyed) =>
            cursor !== null && (key < cursor.key || (key === cursor.key && ids[place]! <= cursor.id));
          const page: FoundDataset[] = [];
          const start = lowerBound(list.length, (at) => isUpToCursor(list[at]!));
          for (let at = start; at < list.length && page.length < first; at++) {
            const { place, key } = list[at]!;
            if (fits[place]) page.push({ ...listed[place]!, cursor: `${key}:${ids[place]}` });
          }
          return page;
        },
        facets: () => columns.count((place, facet) => fits[place]! || keptOutBy[place] === facet),
      };
    },
  };
}

/** Upwards by key; sorting is stable, so equal keys stay in the order of their numbers. */
function byKey(list: readonly Keyed[]): readonly Keyed[] {
  return list.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
