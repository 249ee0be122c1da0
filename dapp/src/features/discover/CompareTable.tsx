import type { Column } from "@symbolon/protocol";
import type { CSSProperties, ReactNode } from "react";
import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { categoryLabel } from "../../format/categories.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { laneLabel } from "../../format/lanes.ts";
import { licenceLabel } from "../../format/licenceLabel.ts";
import { populationText } from "../../format/populationText.ts";
import { purposesOf } from "../../format/purposes.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { alsoText } from "../dataset/alsoText.ts";
import { BudgetGauge } from "../dataset/BudgetGauge.tsx";
import { certificateText } from "../dataset/certificateText.ts";
import { productsOf } from "../dataset/productsOf.ts";
import { ReleaseBadge } from "../order/ReleaseBadge.tsx";

type Row = { readonly label: string; readonly of: (dataset: DatasetDetails) => ReactNode };

const ROWS: readonly Row[] = [
  { label: "Kind of data", of: ({ categoryCode }) => categoryLabel(categoryCode) },
  {
    label: "People",
    of: ({ population }) =>
      population === null ? "being fetched" : (populationText(population) ?? "Not told"),
  },
  { label: "Records", of: ({ records }) => (records === null ? "Not published" : formatNumber(records)) },
  { label: "Access", of: ({ lane }) => laneLabel(lane) },
  { label: "Price of an order", of: ({ priceWei }) => `${formatSym(priceWei)} SYM` },
  { label: "Price of a record", of: ({ rowPriceWei }) => `${formatSym(rowPriceWei, 6)} SYM` },
  {
    label: "Privacy",
    of: ({ offersHighFidelity }) => (
      <span className="row row--tight">
        <ReleaseBadge kind="private" />
        {offersHighFidelity ? <ReleaseBadge kind="high-fidelity" /> : null}
      </span>
    ),
  },
  {
    label: "Beside records",
    of: (dataset) => {
      const products = productsOf(dataset);
      return products.length === 0 ? "nothing" : alsoText(products);
    },
  },
  { label: "Privacy budget", of: ({ budget }) => <BudgetGauge budget={budget} /> },
  { label: "Last certificate", of: ({ lastRelease }) => certificateText(lastRelease) },
  {
    label: "Allowed purposes",
    of: ({ purposesMask }) => (
      <ul>
        {purposesOf(purposesMask).map(({ code, label }) => (
          <li key={code}>{label}</li>
        ))}
      </ul>
    ),
  },
  { label: "Licence", of: ({ licence }) => (licence === null ? "Not told" : licenceLabel(licence)) },
];

/** Datasets side by side, and which variables each of them has. `onRemove` takes one out. */
export function CompareTable({
  datasets,
  onRemove,
}: {
  datasets: readonly DatasetDetails[];
  onRemove: (id: string) => void;
}) {
  return (
    <TableScroll label="Comparison">
      <table className="table table--compare" style={{ "--datasets": datasets.length } as CSSProperties}>
        <caption className="visually-hidden">Datasets side by side</caption>
        <thead>
          <tr>
            <td />
            {datasets.map((dataset) => (
              <th scope="col" key={dataset.id}>
                <Link to={`/datasets/${dataset.id}`}>{dataset.title}</Link>
                <button type="button" className="link small" onClick={() => onRemove(dataset.id)}>
                  Remove<span className="visually-hidden"> {dataset.title}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ label, of }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {datasets.map((dataset) => (
                <td key={dataset.id}>{of(dataset)}</td>
              ))}
            </tr>
          ))}
          <VariableRows datasets={datasets} />
          <tr>
            <th scope="row">Order</th>
            {datasets.map(({ id, status }) => (
              <td key={id}>
                {status === "LISTED" ? (
                  <Link className={buttonClass("plain", "button--small")} to={`/buy?datasets=${id}`}>
                    Order
                  </Link>
                ) : (
                  "Not for sale"
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </TableScroll>
  );
}

/** One row for each variable that any of them has, those of the first dataset first. */
function VariableRows({ datasets }: { datasets: readonly DatasetDetails[] }) {
  const names = new Map(
    datasets.flatMap(({ schema }) => schema?.columns.map(({ name, label }) => [name, label] as const) ?? []),
  );
  if (names.size === 0) return null;
  return (
    <>
      <tr>
        <th scope="rowgroup" colSpan={datasets.length + 1}>
          Variables
        </th>
      </tr>
      {[...names].map(([name, label]) => (
        <tr key={name}>
          <th scope="row">
            {label} <span className="mono quiet">{name}</span>
          </th>
          {datasets.map(({ id, schema }) => (
            <td key={id}>
              <VariableText
                column={schema === null ? null : schema.columns.find((each) => each.name === name)}
              />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}

/** How a dataset has a variable; null while its schema is not fetched, undefined where it has none of that name. */
function VariableText({ column }: { column: Column | null | undefined }) {
  if (column === null) return <span className="quiet">not known yet</span>;
  if (column === undefined) return <span className="quiet">no</span>;
  return column.kind === "categorical"
    ? `yes, ${column.levels.length} levels`
    : `yes, ${column.edges.length - 1} ranges`;
}
