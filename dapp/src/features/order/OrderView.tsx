import { isStatisticsOrder } from "@symbolon/protocol";
import type { OrderDetails } from "../../data/gateway/types.ts";
import { useChainOrder } from "../../data/hooks/useChainOrder.ts";
import { countedText } from "../../format/countedText.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { statisticName } from "../../format/statisticName.ts";
import { unitOf } from "../../format/unitOf.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ResultCard } from "../result/ResultCard.tsx";
import { useAccountEpoch } from "../wallet/useAccountEpoch.ts";
import { AfterDelivery } from "./AfterDelivery.tsx";
import { CertificateCard } from "./CertificateCard.tsx";
import { ManifestCard } from "./ManifestCard.tsx";
import { OrderFactsCard } from "./OrderFactsCard.tsx";
import { OriginCard } from "./OriginCard.tsx";
import { PayoutsCard } from "./PayoutsCard.tsx";
import { ProgressCard } from "./ProgressCard.tsx";
import { ProvenanceCard } from "./ProvenanceCard.tsx";
import { RefundCard } from "./RefundCard.tsx";
import { RegenerateCard } from "./RegenerateCard.tsx";
import { ReleaseLine } from "./ReleaseLine.tsx";
import { StateBadge } from "./StateBadge.tsx";

/** Everything about one order; what can be checked against the chain is, in this browser. */
export function OrderView({ order }: { order: OrderDetails }) {
  const chain = useChainOrder(order.id, order.state, order.status);
  const epoch = useAccountEpoch();
  const statistic = order.spec !== null && isStatisticsOrder(order.spec) ? order.spec : null;
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <span className="row">
            <StateBadge state={order.state} status={order.status} />
            <ReleaseLine release={order.release} />
          </span>
          <h1>
            Order {order.id}:{" "}
            {statistic === null
              ? countedText(order.rows, `synthetic ${unitOf(order.release?.product)}`)
              : statisticName(statistic.request.statistic)}
          </h1>
          <p>
            {order.datasets.map((dataset) => dataset.title).join(" + ")} · placed{" "}
            {formatDateTime(order.placedAt)}
          </p>
        </div>
      </header>
      <div className="columns">
        <div className="stack">
          {chain.isError ? <ErrorNotice error={chain.error} onRetry={() => void chain.refetch()} /> : null}
          {/* What acts hands the chain's record back: one of the stage before would be refused. */}
          <RefundCard order={order} chain={chain.isPlaceholderData ? undefined : chain.data} />
          {order.state === "FINALISED" && order.status !== "REFUNDED" ? (
            // What an account has opened is forgotten with it.
            <ResultCard key={epoch} order={order} chain={chain.data} />
          ) : null}
          {chain.data === undefined ? null : <AfterDelivery order={order} chain={chain.data} />}
          <ProgressCard order={order} />
          {order.certificate === null ? null : (
            <CertificateCard
              certificate={order.certificate}
              digestOnChain={chain.data?.certificateDigest}
              isRefused={order.state === "REFUSED" || order.failReason === "CERTIFICATE_REFUSED"}
            />
          )}
          {chain.data === undefined || order.state !== "FINALISED" || statistic !== null ? null : order
              .release?.kind === "high-fidelity" ? (
            <OriginCard originDigest={chain.data.modelDigest} product={order.release.product} />
          ) : (
            <RegenerateCard order={order} chain={chain.data} />
          )}
          <ProvenanceCard order={order} chain={chain.data} />
        </div>
        <div className="stack aside">
          <OrderFactsCard order={order} chain={chain.data} />
          {chain.data === undefined ? null : <PayoutsCard chain={chain.data} />}
          {order.manifest === null ? null : (
            <ManifestCard manifest={order.manifest} digestOnChain={chain.data?.manifestDigest} />
          )}
        </div>
      </div>
    </>
  );
}
