import { type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import type { DatasetHistory } from "../../data/gateway/historyTypes.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { usePublicModel } from "../../data/hooks/usePublicModel.ts";
import { publicValues } from "../../format/binLabel.ts";
import { conceptText } from "../../format/conceptText.ts";
import { countedText } from "../../format/countedText.ts";
import { Card } from "../../ui/Card.tsx";
import { type MeasuredShare, measuredShares } from "./measuredShares.ts";
import { previewOrder } from "./previewOrder.ts";
import { ShareBars } from "./ShareBars.tsx";

const FOLD_ABOVE = 9;

/** Every variable with its public levels or bins, and their noisy shares where a private model of a finished order is published. */
export function VariablesCard({
  dataset,
  history,
}: {
  dataset: DatasetDetails;
  history: DatasetHistory | null | undefined;
}) {
  const { schema } = dataset;
  const preview = history == null ? null : previewOrder(history.orders);
  const model = usePublicModel(preview?.modelDigest ?? null, dataset.schemaDigest);
  const shares = useMemo(
    () => new Map(model.data ? measuredShares(model.data).map((column) => [column.name, column.shares]) : []),
    [model.data],
  );
  if (schema === null)
    return (
      <Card title="Variables">
        <p className="soft">The schema is being fetched; it appears here in a moment.</p>
      </Card>
    );
  const title = countedText(schema.columns.length, "variable");
  const lead =
    "Levels and ranges are public knowledge from code books. None of them was read from a patient's record.";
  return (
    <Card title={title} lead={lead}>
      <div className="stack">
        <Source
          preview={preview}
          isHere={shares.size > 0}
          isFailed={model.isError}
          isLoading={history === undefined}
        />
        <ul className="variables">
          {schema.columns.map((column) => (
            <li key={column.name}>
              <div>
                <div>{column.label}</div>
                <div className="mono quiet">{column.name}</div>
                {column.concept === undefined ? null : (
                  <div className="small quiet">{conceptText(column.concept)}</div>
                )}
                {column.kind === "numeric" && column.unit !== "" ? (
                  <div className="small quiet">in {column.unit}</div>
                ) : null}
              </div>
              <Values name={column.label} values={publicValues(column)} shares={shares.get(column.name)} />
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

/** Where the shares come from, or why there are none. */
function Source({
  preview,
  isHere,
  isFailed,
  isLoading,
}: {
  preview: ReturnType<typeof previewOrder>;
  isHere: boolean;
  isFailed: boolean;
  isLoading: boolean;
}) {
  if (isLoading) return null;
  if (preview === null)
    return (
      <p className="small soft">
        How often each value occurs is not shown: the only public source would be the private model of a
        finished order on this dataset, and there is none yet.
      </p>
    );
  const { order } = preview;
  const link = <Link to={`/orders/${order.id}`}>order {order.id}</Link>;
  if (isFailed)
    return (
      <p className="small soft">
        The model of {link} cannot be fetched at the moment, so no shares are shown.
      </p>
    );
  if (!isHere) return null;
  const others = order.datasets.length - 1;
  return (
    <p className="small soft">
      Shares are of the differentially private model of {link}
      {order.release?.epsilon == null ? "" : ` (ε ${order.release.epsilon})`}
      {others === 0
        ? ""
        : `, which is of this dataset and ${others === 1 ? "one other" : `${others} others`} together`}
      . Its noise is drawn as a band that holds the true share 95 times in 100. Looking at it costs no budget.
    </p>
  );
}

function Values({
  name,
  values,
  shares,
}: {
  name: string;
  values: readonly string[];
  shares: readonly MeasuredShare[] | undefined;
}): ReactNode {
  const all =
    shares === undefined ? (
      <ul className="bins">
        {values.map((value) => (
          <li key={value}>{value}</li>
        ))}
      </ul>
    ) : (
      <ShareBars name={name} shares={shares} />
    );
  if (values.length <= FOLD_ABOVE) return all;
  return (
    <details>
      <summary>
        {values.length} values, {values[0]} to {values.at(-1)}
      </summary>
      {all}
    </details>
  );
}
