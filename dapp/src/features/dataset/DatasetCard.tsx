import { Link } from "react-router";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { laneLabel } from "../../format/lanes.ts";
import { purposesOf } from "../../format/purposes.ts";
import { releaseLabel } from "../../format/releaseLabel.ts";
import { releaseText } from "../../format/releaseText.ts";
import { shortHex } from "../../format/shortHex.ts";
import { Badge } from "../../ui/Badge.tsx";
import { ReleaseBadge } from "../order/ReleaseBadge.tsx";
import { BudgetGauge } from "./BudgetGauge.tsx";
import { StatusBadge } from "./StatusBadge.tsx";

/** One dataset in the list; the whole card leads to its page. */
export function DatasetCard({ dataset }: { dataset: DatasetSummary }) {
  const purposes = purposesOf(dataset.purposesMask);
  const facts = [
    dataset.records === null ? null : `${formatNumber(dataset.records)} patients`,
    dataset.schema === null ? null : `${dataset.schema.columns.length} variables`,
    `provider ${shortHex(dataset.provider)}`,
  ].filter((fact) => fact !== null);
  return (
    <article className="card dataset-card">
      <div className="stack stack--tight">
        <div className="row row--between">
          <StatusBadge status={dataset.status} />
          <Badge isPlain>{laneLabel(dataset.lane)}</Badge>
        </div>
        <h2>
          <Link to={`/datasets/${dataset.id}`}>{dataset.title}</Link>
        </h2>
        <p className="small quiet">{facts.join(" · ")}</p>
        <p className="dataset-card__text">{dataset.description}</p>
      </div>
      <div className="dataset-card__foot">
        <ul className="row" aria-label="Files on offer">
          <li>
            <ReleaseBadge kind="private" />
          </li>
          {dataset.offersHighFidelity ? (
            <li>
              <ReleaseBadge kind="high-fidelity" />
            </li>
          ) : null}
        </ul>
        <ul className="row" aria-label="Allowed purposes">
          {purposes.slice(0, 2).map((purpose) => (
            <li className="tag" key={purpose.code}>
              {purpose.label}
            </li>
          ))}
          {purposes.length > 2 ? <li className="small quiet">and {purposes.length - 2} more</li> : null}
        </ul>
        <BudgetGauge budget={dataset.budget} />
        {dataset.lastRelease === null ? null : (
          <p className="small quiet">
            Last file: {releaseLabel(dataset.lastRelease.kind)} · {releaseText(dataset.lastRelease)}
          </p>
        )}
        <p className="price">
          {formatSym(dataset.priceWei)}{" "}
          <small>
            SYM per order
            {dataset.rowPriceWei === 0n ? "" : ` and ${formatSym(dataset.rowPriceWei, 6)} per record`}
          </small>
        </p>
      </div>
    </article>
  );
}
