import { Link, useSearchParams } from "react-router";
import { useDatasetList } from "../data/hooks/useDatasetList.ts";
import { CompareTable } from "../features/discover/CompareTable.tsx";
import { withParam } from "../features/discover/catalogueParams.ts";
import { comparedIds, withCompared } from "../features/discover/compareParams.ts";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { Notice } from "../ui/Notice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** Datasets side by side: /compare?compare=1,2. */
export function CompareRoute() {
  usePageTitle("Compare");
  const [params, setParams] = useSearchParams();
  const ids = comparedIds(params);
  const queries = useDatasetList(ids);
  const failed = queries.find(({ isError }) => isError);
  const datasets = queries.flatMap(({ data }) => data ?? []);
  const missing = ids.filter((_, i) => queries[i]?.data === null);
  if (ids.length === 0)
    return (
      <EmptyState
        icon="box"
        isPage
        title="Nothing to compare"
        text="Tick “Compare” at two to four datasets."
        action={
          <Link className={buttonClass("primary")} to="/">
            See all datasets
          </Link>
        }
      />
    );
  return (
    <>
      <BackLink to={`/?compare=${ids.join(",")}`}>All datasets</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Compare datasets</h1>
          <p>The address of this page holds the choice, so it can be shared.</p>
        </div>
      </header>
      <div className="stack">
        {failed === undefined ? null : (
          <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
        )}
        {missing.length === 0 ? null : (
          <Notice title={`Not here: ${missing.join(", ")}`}>
            Just published and not indexed yet, or no dataset has that number.
          </Notice>
        )}
        {queries.some(({ isPending }) => isPending) ? <SkeletonCard lines={8} /> : null}
        {datasets.length === 0 ? null : (
          <section className="card" aria-label="Comparison of datasets">
            <CompareTable
              datasets={datasets}
              onRemove={(id) =>
                setParams(withParam(params, "compare", withCompared(ids, id, false).join(",")), {
                  replace: true,
                })
              }
            />
          </section>
        )}
      </div>
    </>
  );
}
