import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { useDatasetTerms } from "../../data/hooks/useDatasetTerms.ts";
import type { DatasetTerms } from "../../data/queries/datasetTermsQuery.ts";
import { formatDecimal, formatNumber } from "../../format/formatNumber.ts";
import { formatRho } from "../../format/formatRho.ts";
import { formatSym } from "../../format/formatSym.ts";
import { licenceLabel } from "../../format/licenceLabel.ts";
import { purposeReference, purposesOf } from "../../format/purposes.ts";
import { unitOf } from "../../format/unitOf.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { type Fact, Facts } from "../../ui/Facts.tsx";
import { ReleaseBadge } from "../order/ReleaseBadge.tsx";
import { BasketButton } from "../permits/BasketButton.tsx";
import { ProviderText } from "./ProviderText.tsx";
import { productsOf } from "./productsOf.ts";

/** Price, purposes and the way to order. */
export function OfferCard({ dataset }: { dataset: DatasetDetails }) {
  const terms = useDatasetTerms(dataset.id);
  const isEhds = dataset.lane === "EHDS";
  const isListed = dataset.status === "LISTED";
  return (
    <section className="card stack first-on-phone" aria-label="Offer">
      <p className="price price--large">
        {formatSym(dataset.priceWei)} <small>SYM per order</small>
      </p>
      {terms.data === undefined || terms.data.rowPriceWei === 0n ? null : (
        <p className="small soft">
          and {formatSym(terms.data.rowPriceWei, 6)} SYM for each record
          {productsOf(dataset)
            .map((product) => ` or ${unitOf(product)}`)
            .join("")}{" "}
          ordered
        </p>
      )}
      {isEhds ? (
        <p className="small soft">
          Used under the European Health Data Space: you need a data permit of a health data access body, and
          the price is the sum of the costs below.
        </p>
      ) : null}
      {isListed ? (
        <div className="stack stack--tight">
          <Link className={buttonClass("primary", "button--wide")} to={`/buy?datasets=${dataset.id}`}>
            Order synthetic records
          </Link>
          <Link
            className={buttonClass("plain", "button--wide")}
            to={`/buy?datasets=${dataset.id}&kind=statistics`}
          >
            Ask for a statistic
          </Link>
        </div>
      ) : (
        <p className="small soft">The provider does not sell this dataset at the moment.</p>
      )}
      <BasketButton dataset={dataset} isWide />
      <Facts
        isList
        facts={[
          {
            label: "Patients",
            value: dataset.records === null ? "Not published" : formatNumber(dataset.records),
          },
          ...(terms.data === undefined ? [] : termsFacts(terms.data)),
          { label: "Provider", value: <ProviderText account={dataset.provider} /> },
          ...(dataset.licence === null
            ? []
            : [{ label: "Licence", value: <Licence uri={dataset.licence} /> }]),
        ]}
      />
      <div className="stack stack--tight">
        <h3>On offer</h3>
        <ul className="stack stack--tight small">
          <li>
            <ReleaseBadge kind="private" /> with a proof: the epsilon you choose bounds what anybody can
            learn.
          </li>
          {dataset.offersLinkage ? (
            <li>
              <ReleaseBadge kind="private" /> linked with another hospital's variables of the same patients.
            </li>
          ) : null}
          {dataset.offersHighFidelity ? (
            <li>
              <ReleaseBadge kind="high-fidelity" /> closer to the records, made by the hospital itself, not
              differentially private.
            </li>
          ) : null}
          {productsOf(dataset).map((product) => (
            <li key={product}>
              <ReleaseBadge kind="high-fidelity" />{" "}
              {product === "images"
                ? "synthetic images of such patients."
                : "whole patients with their tables over time."}
            </li>
          ))}
        </ul>
      </div>
      <div className="stack stack--tight">
        <h3>Allowed purposes</h3>
        <ul className="stack stack--tight">
          {purposesOf(dataset.purposesMask).map((purpose) => (
            <li key={purpose.code} className="small">
              {purpose.label}
              <span className="quiet"> · {purposeReference(purpose)}</span>
              {purpose.publicBodiesOnly ? <span className="quiet"> · public bodies only</span> : null}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function termsFacts(terms: DatasetTerms): Fact[] {
  const { costs } = terms;
  const lines = [
    ["Data holder", costs.holderWei],
    ["Compute nodes", costs.computeWei],
    ["Evaluator", costs.evaluationWei],
    ["Access body", costs.accessBodyWei],
  ] as const;
  return [
    ...(terms.lane === 1
      ? lines.map(([who, wei]) => ({ label: `Costs of: ${who}`, value: `${formatSym(wei, 4)} SYM` }))
      : []),
    {
      label: "Renewal",
      value: terms.renewalBps === 0 ? "free" : `${formatDecimal(terms.renewalBps / 100)} % of the price`,
    },
    {
      label: "Budget per buyer",
      value: terms.perBuyerMicro === terms.capMicro ? "no bound of its own" : formatRho(terms.perBuyerMicro),
    },
    { label: "Data permit", value: terms.lane === 1 ? "needed" : "not needed" },
    { label: "Version of the data", value: String(terms.version) },
  ];
}

function Licence({ uri }: { uri: string }) {
  return /^https?:\/\//.test(uri) ? (
    <a href={uri} rel="noreferrer noopener" target="_blank">
      {licenceLabel(uri)}
    </a>
  ) : (
    uri
  );
}
