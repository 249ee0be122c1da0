import { rowSeed } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import type { DatasetHistory } from "../../data/gateway/historyTypes.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { usePublicModel } from "../../data/hooks/usePublicModel.ts";
import { formatRho } from "../../format/formatRho.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { DataTable } from "../../ui/DataTable.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { makeSample } from "./makeSample.ts";
import { type PreviewOrder, previewOrder } from "./previewOrder.ts";

const SAMPLE_ROWS = 100;

/**
 * A hundred synthetic records to look at before ordering, drawn here from the published model of a certified order, with what that model cost in the ledger.
 * Nothing where there is no such order.
 */
export function SampleCard({
  dataset,
  history,
}: {
  dataset: DatasetDetails;
  history: DatasetHistory | null | undefined;
}) {
  const preview = history == null ? null : previewOrder(history.orders);
  return preview === null ? null : <Sample dataset={dataset} preview={preview} />;
}

function Sample({ dataset, preview }: { dataset: DatasetDetails; preview: PreviewOrder }) {
  const { order, modelDigest } = preview;
  const model = usePublicModel(modelDigest, dataset.schemaDigest);
  const sample = useMutation({
    mutationFn: async () =>
      makeSample({
        model: model.data!,
        rows: SAMPLE_ROWS,
        seedHex: rowSeed(BigInt(order.id), modelDigest),
      }),
  });
  const others = order.datasets.length - 1;
  return (
    <Card
      title={`A sample of ${SAMPLE_ROWS} records`}
      lead={
        <>
          Drawn in your browser from the certified model of{" "}
          <Link to={`/orders/${order.id}`}>order {order.id}</Link>
          {others === 0
            ? ""
            : `, which is of this dataset and ${others === 1 ? "one other" : `${others} others`} together`}
          . No record here is a patient. <Cost dataset={dataset} orderId={order.id} />
        </>
      }
    >
      <div className="stack stack--tight">
        {sample.data === undefined ? (
          <div>
            <Button isBusy={sample.isPending} disabled={model.data == null} onClick={() => sample.mutate()}>
              Show {SAMPLE_ROWS} records
            </Button>
          </div>
        ) : (
          <>
            <div className="sample">
              <DataTable label="Sample records" head={sample.data.header} rows={sample.data.rows} />
            </div>
            <div>
              <Button
                isSmall
                onClick={() =>
                  saveFile(`symbolon-dataset-${dataset.id}-sample.csv`, sample.data.csv, "text/csv")
                }
              >
                <Icon name="download" />
                Save the sample
              </Button>
            </div>
          </>
        )}
        {sample.isError ? <ErrorNotice error={sample.error} /> : null}
        {model.isError ? <ErrorNotice error={model.error} onRetry={() => void model.refetch()} /> : null}
      </div>
    </Card>
  );
}

/** What the order behind the model was charged, as the ledger says; looking at it again costs nothing. */
function Cost({ dataset, orderId }: { dataset: DatasetDetails; orderId: string }) {
  const entry = dataset.ledger.find(
    (each) => each.orderId === orderId && each.kind.toUpperCase() === "CHARGED",
  );
  return entry === undefined
    ? "Looking costs no privacy budget."
    : `The model cost ${formatRho(entry.rhoMicro)} of this dataset's budget on ${formatDate(entry.timestamp)} (see the ledger below); looking costs nothing more.`;
}
