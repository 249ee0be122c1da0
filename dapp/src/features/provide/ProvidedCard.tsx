import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import { useDataset } from "../../data/hooks/useDataset.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDate } from "../../format/formatTime.ts";
import { laneLabel } from "../../format/lanes.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { BudgetGauge } from "../dataset/BudgetGauge.tsx";
import { StatusBadge } from "../dataset/StatusBadge.tsx";
import { reviewDate } from "./reviewDate.ts";

/** One published dataset in short: state, price, use, budget, when to look at it again. */
export function ProvidedCard({ id, account }: { id: string; account: Hex }) {
  const dataset = useDataset(id);
  if (dataset.isLoadingError)
    return <ErrorNotice error={dataset.error} onRetry={() => void dataset.refetch()} />;
  if (dataset.isPending) return <SkeletonCard lines={4} />;
  const { data } = dataset;
  if (data === null)
    return (
      <Notice title={`Dataset ${id} is being indexed`}>
        It is on chain; the market has not come to its block yet.
      </Notice>
    );
  const running = data.orders.filter(({ state }) => state !== "FINALISED" && state !== "FAILED").length;
  return (
    <article className="card stack stack--tight" aria-label={data.title || `Dataset ${id}`}>
      <div className="row row--between">
        <h2 className="break">
          <Link to={`/provide/datasets/${id}`}>{data.title || `Dataset ${id}`}</Link>
        </h2>
        <StatusBadge status={data.status} />
      </div>
      <Facts
        facts={[
          { label: "Number", value: id },
          { label: "Lane", value: laneLabel(data.lane) },
          { label: "One order", value: `${formatSym(data.priceWei)} SYM` },
          {
            label: "Orders",
            value: running === 0 ? String(data.orders.length) : `${data.orders.length}, ${running} running`,
          },
          { label: "Review by", value: formatDate(reviewDate(data.publishedAt)) },
        ]}
      />
      <BudgetGauge budget={data.budget} />
      {data.provider.toLowerCase() === account.toLowerCase() ? null : (
        <p className="small soft">Published by you, now held by another account.</p>
      )}
      <div className="row">
        <Link className={buttonClass("plain", "button--small")} to={`/provide/datasets/${id}`}>
          Manage<span className="visually-hidden"> {data.title}</span>
        </Link>
        <Link className={buttonClass("quiet", "button--small")} to={`/datasets/${id}`}>
          Public page<span className="visually-hidden"> of {data.title}</span>
        </Link>
      </div>
    </article>
  );
}
