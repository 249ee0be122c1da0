import type { FiatRate } from "../../config/marketSettings.ts";
import type { OrderGas } from "../../data/chain/orderGas.ts";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import type { Quote } from "../../data/queries/quoteQuery.ts";
import { fiatText } from "../../format/fiatText.ts";
import { formatDecimal } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { gasBasisText } from "./gasBasisText.ts";

/**
 * Price of each dataset, what the result comes with, the total the market quotes, who gets which part of it, what the network takes beside it, and what a
 * renewal will cost; in fiat too where the operator tells a rate. `datasets` ascending; `proof` says what is promised about privacy; `gas` undefined: not
 * known yet, null: the network does not tell its price.
 */
export function Bill({
  datasets,
  quote,
  proof,
  gas,
  fiat,
}: {
  datasets: readonly DatasetSummary[];
  quote: Quote | undefined;
  proof: string;
  gas: OrderGas | null | undefined;
  fiat: FiatRate | null;
}) {
  return (
    <div className="bill">
      {datasets.map((dataset, i) => (
        <div className="bill__line" key={dataset.id}>
          <span>{dataset.title}</span>
          <span>{formatSym(quote?.pricesWei[i] ?? dataset.priceWei, 4)} SYM</span>
        </div>
      ))}
      <div className="bill__line">
        <span>Privacy</span>
        <span>{proof}</span>
      </div>
      <div className="bill__line bill__line--total">
        <span>Total</span>
        <span className="price">
          {quote === undefined ? "…" : formatSym(quote.totalWei, 4)} <small>SYM</small>
        </span>
      </div>
      {quote === undefined || fiat === null ? null : (
        <p className="bill__fiat">{fiatText(quote.totalWei, fiat.perToken, fiat.currency)}</p>
      )}
      {quote === undefined || quote.totalWei === 0n ? null : <Split quote={quote} />}
      <div className="bill__line bill__line--wrap">
        <span>Network fee</span>
        <span>{gasText(gas, fiat)}</span>
      </div>
      {gas == null ? null : <p className="small quiet">{gasBasisText(gas)}</p>}
      {quote === undefined ? null : (
        <p className="small quiet">
          {quote.renewalWei === 0n
            ? "Another download period later is free."
            : `Another download period later costs ${formatSym(quote.renewalWei, 4)} SYM; this price is fixed with the order.`}
        </p>
      )}
      <p className="small quiet">
        {fiat === null
          ? "No exchange rate is configured here, so amounts are in token only."
          : `${fiat.currency} by the rate of ${fiat.asOf}: ${fiat.source}. Set by whoever runs this page; you pay in token.`}
      </p>
    </div>
  );
}

function gasText(gas: OrderGas | null | undefined, fiat: FiatRate | null): string {
  if (gas === undefined) return "…";
  if (gas === null) return "your wallet shows it";
  const coin = `about ${formatSym(gas.feeWei, 6)} ETH`;
  return fiat?.perCoin == null ? coin : `${coin}, ${fiatText(gas.feeWei, fiat.perCoin, fiat.currency)}`;
}

function Split({ quote }: { quote: Quote }) {
  const parts = [
    ["Hospitals", quote.providersWei, "var(--accent)"],
    ["Compute nodes", quote.workersWei, "color-mix(in srgb, var(--accent) 65%, var(--surface))"],
    ["Evaluator", quote.evaluatorWei, "color-mix(in srgb, var(--accent) 40%, var(--surface))"],
    [quote.isEhds ? "Access body" : "Treasury", quote.treasuryWei, "var(--line-strong)"],
  ] as const;
  // A share of the whole in 1/10,000: exact enough for a bar and a percentage.
  const shares = parts.map(([label, wei, color]) => [label, shareOf(wei, quote.totalWei), color] as const);
  const text = shares
    .filter(([, bps]) => bps > 0)
    .map(([label, bps]) => `${label} ${formatDecimal(bps / 100)} %`)
    .join(", ");
  return (
    <>
      <div className="bill__split" aria-hidden="true">
        {shares.map(([label, bps, color]) => (
          <span key={label} style={{ flex: bps, background: color }} />
        ))}
      </div>
      <p className="small quiet">
        {quote.isEhds ? "The price is the sum of costs" : "Fees are inside the price"}: {text}.
      </p>
    </>
  );
}

function shareOf(partWei: bigint, totalWei: bigint): number {
  return Number((partWei * 10_000n) / totalWei);
}
