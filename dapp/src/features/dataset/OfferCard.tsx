import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { licenceLabel } from "../../format/licenceLabel.ts";
import { purposeReference, purposesOf } from "../../format/purposes.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { ProviderText } from "./ProviderText.tsx";

/** Price, purposes and the way to order. */
export function OfferCard({ dataset }: { dataset: DatasetDetails }) {
  const isListed = dataset.status === "LISTED";
  return (
    <section className="card stack first-on-phone" aria-label="Offer">
      <p className="price price--large">
        {formatSym(dataset.priceWei)} <small>SYM per order</small>
      </p>
      {isListed ? (
        <Link className={buttonClass("primary", "button--wide")} to={`/buy?datasets=${dataset.id}`}>
          Order synthetic records
        </Link>
      ) : (
        <p className="small soft">The provider does not sell this dataset at the moment.</p>
      )}
      <Facts
        isList
        facts={[
          {
            label: "Patients",
            value: dataset.records === null ? "Not published" : formatNumber(dataset.records),
          },
          { label: "Provider", value: <ProviderText account={dataset.provider} /> },
          ...(dataset.licence === null
            ? []
            : [{ label: "Licence", value: <Licence uri={dataset.licence} /> }]),
        ]}
      />
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

function Licence({ uri }: { uri: string }) {
  return /^https?:\/\//.test(uri) ? (
    <a href={uri} rel="noreferrer noopener" target="_blank">
      {licenceLabel(uri)}
    </a>
  ) : (
    uri
  );
}
