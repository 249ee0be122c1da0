import { Link, useParams } from "react-router";
import { useDataset } from "../data/hooks/useDataset.ts";
import { ProvidedView } from "../features/provide/ProvidedView.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** One dataset as its holder sees it: /provide/datasets/:id. */
export function ProvidedRoute() {
  const { id = "" } = useParams();
  const dataset = useDataset(id);
  const title = dataset.data?.title || `Dataset ${id}`;
  usePageTitle(title);
  return (
    <>
      <BackLink to="/provide">My datasets</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>{title}</h1>
          <p>
            Dataset {id}, <Link to={`/datasets/${id}`}>as everybody sees it</Link>
          </p>
        </div>
      </header>
      {dataset.isLoadingError ? (
        <ErrorNotice error={dataset.error} onRetry={() => void dataset.refetch()} />
      ) : dataset.isPending ? (
        <SkeletonCard lines={8} />
      ) : dataset.data === null ? (
        <EmptyState
          icon="search"
          title="There is no such dataset yet"
          text="It does not exist, or the market has not come to its block yet. This page looks again by itself."
          action={
            <Link className={buttonClass("primary")} to="/provide">
              My datasets
            </Link>
          }
        />
      ) : (
        <ConnectGate text="Connect the account that published this dataset.">
          {(account) => <ProvidedView dataset={dataset.data!} account={account} />}
        </ConnectGate>
      )}
    </>
  );
}
