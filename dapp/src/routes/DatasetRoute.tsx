import { Link, useParams } from "react-router";
import { useDataset } from "../data/hooks/useDataset.ts";
import { BudgetCard } from "../features/dataset/BudgetCard.tsx";
import { ConsentCard } from "../features/dataset/ConsentCard.tsx";
import { DatasetHead } from "../features/dataset/DatasetHead.tsx";
import { DatasetOrders } from "../features/dataset/DatasetOrders.tsx";
import { OfferCard } from "../features/dataset/OfferCard.tsx";
import { RecordCard } from "../features/dataset/RecordCard.tsx";
import { VariablesCard } from "../features/dataset/VariablesCard.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** One dataset: what is in it, on which terms, and what has been done with it. */
export function DatasetRoute() {
  const { id = "" } = useParams();
  const query = useDataset(id);
  const dataset = query.data;
  usePageTitle(dataset?.title ?? `Dataset ${id}`);
  if (query.isPending) return <SkeletonCard lines={8} />;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!dataset)
    return (
      <EmptyState
        icon="search"
        title={`Dataset ${id} is not here`}
        text="It may just have been published and not be indexed yet, or the number is wrong."
        action={
          <Link className={buttonClass()} to="/">
            See all datasets
          </Link>
        }
      />
    );
  return (
    <>
      <BackLink to="/">All datasets</BackLink>
      <DatasetHead dataset={dataset} />
      <div className="columns">
        <div className="stack">
          <VariablesCard dataset={dataset} />
          <BudgetCard dataset={dataset} />
          <ConsentCard dataset={dataset} />
          <DatasetOrders dataset={dataset} />
        </div>
        <div className="stack aside">
          <OfferCard dataset={dataset} />
          <RecordCard dataset={dataset} />
        </div>
      </div>
    </>
  );
}
