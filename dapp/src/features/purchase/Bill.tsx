import type { DatasetSummary } from "../../data/gateway/types.ts";
import type { Quote } from "../../data/queries/quoteQuery.ts";
import { formatDecimal } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";

const BPS = 10_000;

/** Price of each dataset, the total the market quotes, and who gets which part of it. */
export function Bill({ datasets, quote }: { datasets: readonly DatasetSummary[]; quote: Quote | undefined }) {
  return (
    <div className="bill">
      {datasets.map((dataset) => (
        <div className="bill__line" key={dataset.id}>
          <span>{dataset.title}</span>
          <span>{formatSym(dataset.priceWei, 4)}</span>
        </div>
      ))}
      <div className="bill__line bill__line--total">
        <span>Total</span>
        <span className="price">
          {quote === undefined ? "…" : formatSym(quote.totalWei, 4)} <small>SYM</small>
        </span>
      </div>
      {quote === undefined ? null : <Split quote={quote} />}
    </div>
  );
}

function Split({ quote }: { quote: Quote }) {
  const providersBps = BPS - quote.workerBps - quote.evaluatorBps - quote.treasuryBps;
  const parts = [
    ["Hospitals", providersBps, "var(--accent)"],
    ["Compute nodes", quote.workerBps, "color-mix(in srgb, var(--accent) 65%, var(--surface))"],
    ["Evaluator", quote.evaluatorBps, "color-mix(in srgb, var(--accent) 40%, var(--surface))"],
    ["Treasury", quote.treasuryBps, "var(--line-strong)"],
  ] as const;
  const text = parts
    .filter(([, bps]) => bps > 0)
    .map(([label, bps]) => `${label} ${formatDecimal(bps / 100)} %`)
    .join(", ");
  return (
    <>
      <div className="bill__split" aria-hidden="true">
        {parts.map(([label, bps, color]) => (
          <span key={label} style={{ flex: bps, background: color }} />
        ))}
      </div>
      <p className="small quiet">Fees are inside the price: {text}.</p>
    </>
  );
}
