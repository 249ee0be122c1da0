import { useId } from "react";
import { Link, useLocation } from "react-router";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { categoryLabel } from "../../format/categories.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { laneLabel } from "../../format/lanes.ts";
import { populationText } from "../../format/populationText.ts";
import { Badge } from "../../ui/Badge.tsx";
import { alsoText } from "../dataset/alsoText.ts";
import { BudgetGauge } from "../dataset/BudgetGauge.tsx";
import { certificateText } from "../dataset/certificateText.ts";
import { productsOf } from "../dataset/productsOf.ts";
import { ReleaseBadge } from "../order/ReleaseBadge.tsx";
import { BasketButton } from "../permits/BasketButton.tsx";

/** One dataset in the list, with what decides whether it is worth opening; the whole card leads to its page. */
export function DatasetCard({
  dataset,
  isCompared,
  isCompareFull,
  onCompare,
}: {
  dataset: DatasetSummary;
  isCompared: boolean;
  /** No further one can be compared. */
  isCompareFull: boolean;
  onCompare: (isCompared: boolean) => void;
}) {
  const titleId = useId();
  const location = useLocation();
  const { records, schema, population } = dataset;
  const products = productsOf(dataset);
  const facts = [
    ["Who", population === null ? null : (populationText(population) ?? "Not told")],
    ["Records", records === null ? "Not published" : formatNumber(records)],
    ["Variables", schema === null ? null : formatNumber(schema.columns.length)],
    ...(products.length === 0 ? [] : ([["Also", alsoText(products)]] as const)),
    ["Certificate", certificateText(dataset.lastRelease)],
  ] as const;
  return (
    <article className="card dataset-card" aria-labelledby={titleId}>
      <div className="stack stack--tight">
        <div className="dataset-card__head">
          <span className="small quiet">{categoryLabel(dataset.categoryCode)}</span>
          <Badge isPlain tone={dataset.lane === "EHDS" ? "accent" : "neutral"}>
            {laneLabel(dataset.lane)}
          </Badge>
        </div>
        <h2 id={titleId}>
          <Link to={`/datasets/${dataset.id}`} state={{ search: location.search }}>
            {dataset.title}
          </Link>
        </h2>
        <p className="dataset-card__text">{dataset.description}</p>
      </div>
      <dl className="lines lines--end">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? "being fetched"}</dd>
          </div>
        ))}
        <div>
          <dt>Privacy</dt>
          <dd className="row row--tight">
            <ReleaseBadge kind="private" />
            {dataset.offersHighFidelity ? <ReleaseBadge kind="high-fidelity" /> : null}
          </dd>
        </div>
      </dl>
      <BudgetGauge budget={dataset.budget} />
      <div className="dataset-card__foot">
        <p className="price">
          {formatSym(dataset.priceWei)}{" "}
          <small>
            SYM per order
            {dataset.rowPriceWei === 0n ? "" : ` and ${formatSym(dataset.rowPriceWei, 6)} per record`}
          </small>
        </p>
        <BasketButton dataset={dataset} />
        <label className="check dataset-card__compare">
          <input
            type="checkbox"
            checked={isCompared}
            disabled={isCompareFull && !isCompared}
            onChange={(event) => onCompare(event.target.checked)}
          />
          Compare
          <span className="visually-hidden"> {dataset.title}</span>
        </label>
      </div>
    </article>
  );
}
