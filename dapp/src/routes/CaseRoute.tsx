import type { Hex } from "@symbolon/protocol";
import { Link, useParams } from "react-router";
import { useAccessBodies } from "../data/hooks/useAccessBodies.ts";
import { usePermitCase } from "../data/hooks/usePermitCase.ts";
import { CaseView } from "../features/permits/CaseView.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** One case: /permits/cases/HASH/COUNTRY. */
export function CaseRoute() {
  const { hash = "", country = "" } = useParams();
  const entry = usePermitCase({ applicationHash: hash as Hex, country });
  const bodies = useAccessBodies();
  usePageTitle(entry.data?.title ?? "Case");
  const body = bodies.data?.find((each) => each.country === country);
  const isUnknown = entry.error !== null && "code" in entry.error && entry.error.code === "E3014";
  if (isUnknown || (bodies.data !== undefined && entry.data !== undefined && body === undefined))
    return (
      <EmptyState
        icon="search"
        isPage
        title="There is no such case"
        text="The number or the country is wrong, or this hub does not keep it."
        action={
          <Link className={buttonClass()} to="/permits/register">
            Public register
          </Link>
        }
      />
    );
  const failed = [entry, bodies].find((query) => query.isLoadingError);
  if (entry.data === undefined || body === undefined)
    return (
      <>
        <h1 className="visually-hidden">Case</h1>
        {failed === undefined ? (
          <SkeletonCard lines={8} />
        ) : (
          <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
        )}
      </>
    );
  return (
    <>
      <BackLink to="/permits">Permits</BackLink>
      <CaseView entry={entry.data} body={body} />
    </>
  );
}
