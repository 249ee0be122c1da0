import { Suspense } from "react";
import { useParams } from "react-router";
import { useOrder } from "../data/hooks/useOrder.ts";
import { LazyEvaluationFrame } from "../features/order/LazyEvaluationFrame.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** The whole evaluation report of a high-fidelity order, on a page of its own. */
export function ReportRoute() {
  const { id = "" } = useParams();
  const order = useOrder(id);
  usePageTitle(`Report of order ${id}`);
  const certificate = order.data?.certificate;
  return (
    <>
      <BackLink to={`/orders/${id}`}>{`Order ${id}`}</BackLink>
      <h1 className="visually-hidden">Evaluation report of order {id}</h1>
      {order.isLoadingError ? (
        <ErrorNotice error={order.error} onRetry={() => void order.refetch()} />
      ) : order.isPending ? (
        <SkeletonCard lines={8} />
      ) : certificate?.releaseClass === "high-fidelity" ? (
        <Suspense fallback={<SkeletonCard lines={8} />}>
          <LazyEvaluationFrame report={certificate.answers[0]!.answers.report} orderId={id} isFullPage />
        </Suspense>
      ) : (
        <EmptyState
          icon="search"
          title={`Order ${id} has no such report`}
          text="Only a certified high-fidelity order has one; a private order's figures stand on its own page."
        />
      )}
    </>
  );
}
