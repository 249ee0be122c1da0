import { useSearchParams } from "react-router";
import { CATALOGUE_ORDERS } from "../../data/gateway/catalogueTypes.ts";
import { useCatalogue } from "../../data/hooks/useCatalogue.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { CompareBar } from "./CompareBar.tsx";
import { defaultOrder, filterFromParams, searchOf, withParam, withValue } from "./catalogueParams.ts";
import { comparedIds, MAX_COMPARED, withCompared } from "./compareParams.ts";
import { DatasetCard } from "./DatasetCard.tsx";
import { FacetPanel } from "./FacetPanel.tsx";
import { FilterChips } from "./FilterChips.tsx";
import { IndexNotice } from "./IndexNotice.tsx";
import { SavedSearches } from "./SavedSearches.tsx";
import { SearchBox } from "./SearchBox.tsx";

const ORDER_TEXTS = {
  RELEVANCE: "Best match",
  NEWEST: "Newest",
  PRICE: "Lowest price",
  RECORDS: "Most records",
} as const satisfies Record<(typeof CATALOGUE_ORDERS)[number], string>;

/** The catalogue: words, facets with exact counts, cards, and what is to be compared. All of it lives in the page address. */
export function Discover() {
  const [params, setParams] = useSearchParams();
  const filter = filterFromParams(params);
  const catalogue = useCatalogue(filter);
  const pages = catalogue.data?.pages ?? [];
  const nodes = pages.flatMap((page) => page.nodes);
  const total = pages[0]?.totalCount ?? 0;
  const compared = comparedIds(params);
  const search = searchOf(params);
  // What one filters is one place in the history, not one for every box that was ticked.
  // At once, because a box that waits for the address would look as if it had not been ticked.
  const go = (next: URLSearchParams) =>
    setParams(next, { replace: true, preventScrollReset: true, flushSync: true });
  const clear = () => go(new URLSearchParams(compared.length === 0 ? "" : { compare: compared.join(",") }));
  return (
    <div className="columns columns--browse">
      <FacetPanel
        params={params}
        facets={pages[0]?.facets}
        onChange={(facet, value, isChosen) => go(withValue(params, facet, value, isChosen))}
      >
        <SavedSearches search={search} suggestion={filter.text} />
      </FacetPanel>
      <section className="stack" aria-label="Datasets">
        <IndexNotice />
        <SearchBox initial={params.get("q") ?? ""} onSearch={(text) => go(withParam(params, "q", text))} />
        <FilterChips params={params} onChange={go} onClear={clear} />
        <div className="row row--between">
          <p className="small quiet" role="status">
            {catalogue.data === undefined
              ? "Loading"
              : `${formatNumber(total)} ${total === 1 ? "dataset" : "datasets"}${search === "" ? "" : " found"}`}
          </p>
          <label className="sort small">
            <span className="quiet">Order by</span>
            <select
              className="input input--small"
              value={filter.order}
              onChange={({ target: { value } }) =>
                go(withParam(params, "sort", value === defaultOrder(filter.text) ? "" : value))
              }
            >
              {CATALOGUE_ORDERS.filter((order) => order !== "RELEVANCE" || filter.text !== "").map(
                (order) => (
                  <option key={order} value={order}>
                    {ORDER_TEXTS[order]}
                  </option>
                ),
              )}
            </select>
          </label>
        </div>
        {catalogue.isError ? (
          <ErrorNotice error={catalogue.error} onRetry={() => void catalogue.refetch()} />
        ) : null}
        {catalogue.isPending ? (
          <div className="cards" aria-hidden="true">
            <SkeletonCard lines={8} />
            <SkeletonCard lines={8} />
          </div>
        ) : null}
        <div className="cards" aria-busy={catalogue.isPlaceholderData}>
          {nodes.map((dataset) => (
            <DatasetCard
              key={dataset.id}
              dataset={dataset}
              isCompared={compared.includes(dataset.id)}
              isCompareFull={compared.length >= MAX_COMPARED}
              onCompare={(isCompared) =>
                go(withParam(params, "compare", withCompared(compared, dataset.id, isCompared).join(",")))
              }
            />
          ))}
        </div>
        {catalogue.data !== undefined && nodes.length === 0 ? (
          <EmptyState
            icon="search"
            title={search === "" ? "No dataset is listed yet" : "Nothing matches"}
            text={
              search === ""
                ? "As soon as a hospital publishes one, it appears here within a few seconds."
                : "Try fewer filters or another word. The counts beside the filters say what each of them would give."
            }
            action={search === "" ? undefined : <Button onClick={clear}>Clear all</Button>}
          />
        ) : null}
        {catalogue.hasNextPage ? (
          <Button isBusy={catalogue.isFetchingNextPage} onClick={() => void catalogue.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
        <CompareBar ids={compared} onClear={() => go(withParam(params, "compare", ""))} />
      </section>
    </div>
  );
}
