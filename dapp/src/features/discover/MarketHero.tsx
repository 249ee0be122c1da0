import { useOverview } from "../../data/hooks/useOverview.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { MarketFigure } from "./MarketFigure.tsx";

/** One paragraph for a newcomer and the market's totals. */
export function MarketHero() {
  const { data, isLoadingError } = useOverview();
  const figures = [
    ["Datasets", data && formatNumber(data.stats.datasets)],
    ["Orders delivered", data && formatNumber(data.stats.finalisedOrders)],
    ["Records delivered", data && formatNumber(data.stats.rowsDelivered)],
    ["Paid in orders", data && `${formatSym(data.stats.volumeWei, 0)} SYM`],
  ] as const;
  return (
    <section className="hero" aria-label="About this market">
      <div className="hero__text">
        <h1>Health data you can work with, from patients nobody looked at</h1>
        <p className="hero__lead">
          Choose hospitals and a privacy level. Their records stay inside; three independent nodes combine
          encrypted counts, add noise, and make synthetic records that you can check down to the last byte.
        </p>
      </div>
      <MarketFigure />
      {isLoadingError ? null : (
        <dl className="stats">
          {figures.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value ?? <Skeleton width="3ch" />}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
