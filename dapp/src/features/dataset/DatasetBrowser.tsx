import { useEffect, useRef, useState } from "react";
import { useNavigation, useSearchParams } from "react-router";
import { useDatasets } from "../../data/hooks/useDatasets.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { DatasetCard } from "./DatasetCard.tsx";
import { DatasetFilters } from "./DatasetFilters.tsx";
import { filterFromParams, withParam } from "./datasetFilterParams.ts";

const TYPING_MILLIS = 250;

/** Searchable, filterable list of datasets; its state lives in the page address. */
export function DatasetBrowser() {
  const [params, setParams] = useSearchParams();
  const datasets = useDatasets(filterFromParams(params));
  const pages = datasets.data?.pages ?? [];
  const nodes = pages.flatMap((page) => page.nodes);
  const total = pages[0]?.totalCount ?? 0;
  const schemaNames = new Map(
    nodes.flatMap((node) => (node.schema === null ? [] : [[node.schemaDigest, node.schema.name] as const])),
  );
  const change = (key: string, value: string) => setParams(withParam(params, key, value), { replace: true });
  return (
    <div className="columns columns--browse">
      <DatasetFilters params={params} facets={pages[0]?.facets} schemaNames={schemaNames} onChange={change} />
      <section className="stack" aria-label="Datasets">
        <SearchBox initial={params.get("q") ?? ""} onSearch={(text) => change("q", text)} />
        <p className="small quiet" role="status">
          {datasets.data === undefined ? "Loading" : `${total} ${total === 1 ? "dataset" : "datasets"}`}
        </p>
        {datasets.isError ? (
          <ErrorNotice error={datasets.error} onRetry={() => void datasets.refetch()} />
        ) : null}
        {datasets.isPending ? (
          <div className="cards" aria-hidden="true">
            <SkeletonCard lines={6} />
            <SkeletonCard lines={6} />
          </div>
        ) : null}
        <div className="cards">
          {nodes.map((dataset) => (
            <DatasetCard key={dataset.id} dataset={dataset} />
          ))}
        </div>
        {datasets.data !== undefined && nodes.length === 0 ? (
          <EmptyState
            icon="search"
            title={params.size === 0 ? "No dataset is listed yet" : "Nothing matches"}
            text={
              params.size === 0
                ? "As soon as a hospital publishes one, it appears here within a few seconds."
                : "Try fewer filters or another word."
            }
            action={
              params.size === 0 ? undefined : (
                <Button onClick={() => setParams(new URLSearchParams(), { replace: true })}>Clear all</Button>
              )
            }
          />
        ) : null}
        {datasets.hasNextPage ? (
          <Button isBusy={datasets.isFetchingNextPage} onClick={() => void datasets.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
      </section>
    </div>
  );
}

/** Search input that reports a quarter of a second after the last key. */
function SearchBox({ initial, onSearch }: { initial: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(initial);
  // Changing the address while a page is being opened would cancel its opening, so a late search is dropped then.
  const isLeaving = useRef(false);
  isLeaving.current = useNavigation().state !== "idle";
  // The address follows the text without its outer spaces; only another text replaces what is being typed.
  useEffect(() => setText((typed) => (typed.trim() === initial ? typed : initial)), [initial]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a changed text starts the clock
  useEffect(() => {
    if (text.trim() === initial) return;
    const timer = setTimeout(() => {
      if (!isLeaving.current) onSearch(text.trim());
    }, TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="search">
      <Icon name="search" />
      <input
        className="input input--search"
        type="search"
        aria-label="Search datasets"
        placeholder="Search by disease, variable or hospital"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
