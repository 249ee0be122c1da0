import { Link, useLocation, useParams } from "react-router";
import { useDataset } from "../data/hooks/useDataset.ts";
import { useDatasetHistory } from "../data/hooks/useDatasetHistory.ts";
import { AboutCard } from "../features/dataset/AboutCard.tsx";
import { BesideCard } from "../features/dataset/BesideCard.tsx";
import { BudgetCard } from "../features/dataset/BudgetCard.tsx";
import { CitationCard } from "../features/dataset/CitationCard.tsx";
import { ConsentCard } from "../features/dataset/ConsentCard.tsx";
import { DatasetHead } from "../features/dataset/DatasetHead.tsx";
import { DatasetOrders } from "../features/dataset/DatasetOrders.tsx";
import { DutiesCard } from "../features/dataset/DutiesCard.tsx";
import { OfferCard } from "../features/dataset/OfferCard.tsx";
import { QualityCard } from "../features/dataset/QualityCard.tsx";
import { RecordCard } from "../features/dataset/RecordCard.tsx";
import { SampleCard } from "../features/dataset/SampleCard.tsx";
import { VariablesCard } from "../features/dataset/VariablesCard.tsx";
import { VersionsCard } from "../features/dataset/VersionsCard.tsx";
import { IndexNotice } from "../features/discover/IndexNotice.tsx";
import { DatasetProvenance } from "../features/provenance/DatasetProvenance.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** One dataset: what is in it, on which terms, and what has been done with it. */
export function DatasetRoute() {
  const { id = "" } = useParams();
  const listSearch = searchOfState(useLocation().state);
  const query = useDataset(id);
  const history = useDatasetHistory(id);
  const dataset = query.data;
  usePageTitle(dataset?.title ?? `Dataset ${id}`);
  if (query.data === undefined)
    return (
      <>
        <h1 className="visually-hidden">Dataset {id}</h1>
        {query.isLoadingError ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonCard lines={8} />
        )}
      </>
    );
  if (!dataset)
    return (
      <div className="stack">
        <IndexNotice />
        <EmptyState
          icon="search"
          isPage
          title={`Dataset ${id} is not here`}
          text="It may just have been published and not be indexed yet, or the number is wrong. This page looks again by itself."
          action={
            <Link className={buttonClass()} to="/">
              See all datasets
            </Link>
          }
        />
      </div>
    );
  return (
    <>
      <BackLink to={`/${listSearch}`}>All datasets</BackLink>
      <DatasetHead dataset={dataset} />
      <div className="stack">
        <IndexNotice />
        <div className="columns">
          <div className="stack">
            <AboutCard dataset={dataset} />
            <VariablesCard dataset={dataset} history={history.data} />
            <BesideCard dataset={dataset} />
            <SampleCard dataset={dataset} history={history.data} />
          </div>
          <div className="stack aside aside--tall">
            <OfferCard dataset={dataset} />
            <RecordCard dataset={dataset} />
            <CitationCard dataset={dataset} />
          </div>
        </div>
        <QualityCard datasetId={dataset.id} />
        <BudgetCard dataset={dataset} />
        {dataset.lane === "EHDS" ? <DutiesCard datasetId={dataset.id} /> : null}
        <ConsentCard dataset={dataset} history={history.data} />
        {history.isError ? (
          <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />
        ) : null}
        {history.data == null ? null : (
          <>
            <DatasetProvenance dataset={dataset} history={history.data} />
            <VersionsCard history={history.data} />
          </>
        )}
        <DatasetOrders dataset={dataset} />
      </div>
    </>
  );
}

/** The list's address, that a card hands over, so that going back finds the same search; "" for who came from elsewhere. */
function searchOfState(state: unknown): string {
  const { search } = (state ?? {}) as { search?: unknown };
  return typeof search === "string" ? search : "";
}
