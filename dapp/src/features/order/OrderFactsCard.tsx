import {
  isLinkedOrder,
  isPrivateOrder,
  isStatisticsOrder,
  type OrderSpec,
  statisticColumns,
} from "@symbolon/protocol";
import { Link } from "react-router";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { cohortText } from "../../format/cohortText.ts";
import { countedText } from "../../format/countedText.ts";
import { formatRho } from "../../format/formatRho.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { productLabel } from "../../format/productLabel.ts";
import { isRunning } from "../../format/progress.ts";
import { proofText } from "../../format/proofText.ts";
import { purposeOfMask, purposeReference } from "../../format/purposes.ts";
import { statisticName } from "../../format/statisticName.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";

/** Terms of the order as they were fixed when it was paid. */
export function OrderFactsCard({ order, chain }: { order: OrderDetails; chain: ChainOrder | undefined }) {
  const terms = chain?.order.terms;
  // A renewal is on chain before the index has it.
  const accessUntil = chain?.accessUntil ?? order.accessUntil;
  const purpose = purposeOfMask(order.purpose);
  return (
    <Card title="Terms">
      <Facts
        isList
        facts={[
          { label: "Price", value: `${formatSym(order.totalWei, 4)} SYM` },
          ...(terms === undefined
            ? []
            : [
                {
                  label: "Renewal",
                  value: terms.renewalWei === 0n ? "free" : `${formatSym(terms.renewalWei, 4)} SYM`,
                },
              ]),
          {
            label: "Datasets",
            value: order.datasets.map((dataset) => (
              <div key={dataset.id}>
                <Link to={`/datasets/${dataset.id}`}>{dataset.title}</Link>
              </div>
            )),
          },
          ...(order.spec === null
            ? []
            : [
                { label: "Privacy proof", value: proofText(order.spec) },
                { label: "Engine", value: engineText(order.spec) },
                ...productOf(order.spec),
                ...variablesOf(order.spec),
                ...leastOf(order.spec),
                ...(order.spec.cohort === undefined
                  ? []
                  : [{ label: "Cohort", value: cohortText(order.spec.cohort) }]),
              ]),
          {
            label: "Budget per dataset",
            value:
              order.release !== null && order.release.kind !== "private"
                ? `${formatRho(order.rhoMicro)}, a mark of the use`
                : formatRho(order.rhoMicro),
          },
          {
            label: "Purpose",
            value:
              purpose === undefined
                ? String(order.purpose)
                : `${purpose.label}, ${purposeReference(purpose)}`,
          },
          ...(terms === undefined || terms.permitId === 0n
            ? []
            : [{ label: "Data permit", value: `${terms.permitId}, version ${terms.permitVersion}` }]),
          ...(isRunning(order) ? [{ label: "Deadline", value: formatDateTime(order.deadline) }] : []),
          ...(accessUntil === 0 ? [] : [{ label: "Download until", value: formatDateTime(accessUntil) }]),
          { label: "Buyer", value: <CopyText value={order.buyer} label="buyer address" /> },
          { label: "Transaction", value: <CopyText value={order.placedTx} label="transaction" /> },
        ]}
      />
    </Card>
  );
}

function variablesOf(spec: OrderSpec) {
  const names = isStatisticsOrder(spec) ? statisticColumns(spec) : spec.columns;
  return names === undefined ? [] : [{ label: "Variables", value: names.join(", ") }];
}

function productOf(spec: OrderSpec) {
  if (!("product" in spec) || spec.product === undefined) return [];
  return [
    { label: "Holds", value: productLabel(spec.product) },
    ...(spec.classes === undefined ? [] : [{ label: "Classes", value: spec.classes.join(", ") }]),
  ];
}

function leastOf(spec: OrderSpec) {
  return "leastDatasets" in spec && spec.leastDatasets !== undefined
    ? [{ label: "Enough datasets", value: `${spec.leastDatasets} of ${spec.datasetIds.length}` }]
    : [];
}

function engineText(spec: OrderSpec): string {
  if (isStatisticsOrder(spec)) return `Statistic: ${statisticName(spec.request.statistic)}`;
  if (!isPrivateOrder(spec)) return "High fidelity, by the hospital's own node";
  const named = spec.workload.length;
  if (isLinkedOrder(spec)) return `Linked: ${countedText(named, "pair")} beside single variables`;
  if (spec.engine === "fixed") return `Fixed: ${countedText(named, "table")} beside single variables`;
  const chosen = spec.engine === "aim" ? "Adaptive, tables chosen in rounds" : "Tree of pairs";
  return named === 0 ? chosen : `${chosen}, ${countedText(named, "set")} preferred`;
}
