import type { ImagesOffer, Product } from "@symbolon/protocol";
import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatDecimal, formatNumber } from "../../format/formatNumber.ts";
import { imageSizeText } from "../../format/imageSizeText.ts";
import { modalityName } from "../../format/modalityName.ts";
import { omopTableName } from "../../format/omopTableName.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { ReleaseBadge } from "../order/ReleaseBadge.tsx";
import { productsOf } from "./productsOf.ts";

/** What there is of the same patients beside their record, and on which terms a synthetic copy of it can be had; nothing where the schema names none. */
export function BesideCard({ dataset }: { dataset: DatasetDetails }) {
  const { related, images } = dataset.schema ?? {};
  if (related === undefined && images === undefined) return null;
  return (
    <Card
      title="Of the same patients"
      lead="What the provider has beside the variables above. This description is public; none of it was read from a patient's record."
      end={<ReleaseBadge kind="high-fidelity" />}
    >
      <div className="stack">
        {related === undefined ? null : (
          <section className="stack stack--tight" aria-label="Tables over time">
            <h3>Tables over time</h3>
            <ul className="row">
              {related.tables.map((table) => (
                <li className="tag" key={table}>
                  {omopTableName(table)} <span className="mono quiet">{table}</span>
                </li>
              ))}
            </ul>
            <p className="small soft">
              Dated rows as OMOP common data model 5.4 has them. At most {formatNumber(related.mostRows)} rows
              of one patient in each table count; more are left out.
            </p>
            <OrderLink dataset={dataset} product="patients-over-time" text="Order synthetic patients" />
          </section>
        )}
        {images === undefined ? null : (
          <section className="stack stack--tight" aria-label="Images">
            <h3>Images</h3>
            <ImageFacts images={images} />
            <OrderLink dataset={dataset} product="images" text="Order synthetic images" />
          </section>
        )}
        <p className="small soft">
          Not differentially private: such files are made by the hospital's own node, one provider at a time,
          and let out only if attacks on them fail. Nothing proves that they tell nothing about a patient.
          They are for the commercial lane only; a data permit does not cover them.
          {productsOf(dataset).length > 0 ? "" : " This provider does not offer them at the moment."}
        </p>
      </div>
    </Card>
  );
}

function OrderLink({ dataset, product, text }: { dataset: DatasetDetails; product: Product; text: string }) {
  if (dataset.status !== "LISTED" || !productsOf(dataset).includes(product)) return null;
  return (
    <div>
      <Link
        className={buttonClass("plain", "button--small")}
        to={`/buy?datasets=${dataset.id}&kind=${product}`}
      >
        {text}
      </Link>
    </div>
  );
}

function ImageFacts({ images }: { images: ImagesOffer }) {
  const { shows, modality, window, classes, mostPerPatient } = images;
  // UCUM's word for a number without a unit says nothing to a reader.
  const unit = window === "own" || window.unit === "1" ? "" : ` ${window.unit}`;
  const range =
    window === "own"
      ? "each series' own 1st to 99th percentile"
      : `${formatDecimal(window.low)} to ${formatDecimal(window.high)}${unit}`;
  return (
    <Facts
      isList
      facts={[
        { label: "They show", value: shows },
        { label: "Taken by", value: modalityName(modality) },
        { label: "Size", value: imageSizeText(images) },
        { label: "Black to white", value: range },
        { label: classes.length === 1 ? "Class" : `${classes.length} classes`, value: classes.join(", ") },
        { label: "Of one patient at most", value: formatNumber(mostPerPatient) },
      ]}
    />
  );
}
