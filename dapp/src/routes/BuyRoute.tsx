import { Link, useSearchParams } from "react-router";
import { useDataset } from "../data/hooks/useDataset.ts";
import { useDatasets } from "../data/hooks/useDatasets.ts";
import { HIGH_FIDELITY_KINDS } from "../features/purchase/highFidelityKind.ts";
import type { OrderKind } from "../features/purchase/orderKind.ts";
import { PurchaseForm } from "../features/purchase/PurchaseForm.tsx";
import { useAccountEpoch } from "../features/wallet/useAccountEpoch.ts";
import { useSession } from "../features/wallet/useSession.ts";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

const KINDS: readonly OrderKind[] = ["private", "statistics", "linked", ...HIGH_FIDELITY_KINDS];

/** Order page: /buy?datasets=1,2&kind=statistics. The first dataset decides which others can go with it. */
export function BuyRoute() {
  usePageTitle("Order");
  const [params] = useSearchParams();
  const ids = (params.get("datasets") ?? "").split(",").filter((id) => /^\d+$/.test(id));
  const kind = KINDS.find((each) => each === params.get("kind")) ?? "private";
  const [firstId] = ids;
  if (firstId === undefined)
    return (
      <EmptyState
        icon="box"
        isPage
        title="Nothing chosen"
        text="An order starts from a dataset."
        action={
          <Link className={buttonClass("primary")} to="/">
            See all datasets
          </Link>
        }
      />
    );
  return (
    <>
      <BackLink to={`/datasets/${firstId}`}>Back to the dataset</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Order</h1>
          <p>Say what you need; everything is fixed on chain before the first record is counted.</p>
        </div>
      </header>
      <Candidates firstId={firstId} ids={ids} kind={kind} />
    </>
  );
}

function Candidates({ firstId, ids, kind }: { firstId: string; ids: readonly string[]; kind: OrderKind }) {
  const first = useDataset(firstId);
  if (first.isPending) return <SkeletonCard lines={6} />;
  if (first.isLoadingError) return <ErrorNotice error={first.error} onRetry={() => void first.refetch()} />;
  if (!first.data?.schema)
    return (
      <EmptyState
        icon="search"
        title={`Dataset ${firstId} cannot be ordered yet`}
        text="It does not exist, or its schema is still being fetched. Try again in a moment."
      />
    );
  return <Matching schemaDigest={first.data.schemaDigest} lane={first.data.lane} ids={ids} kind={kind} />;
}

function Matching({
  schemaDigest,
  lane,
  ids,
  kind,
}: {
  schemaDigest: `0x${string}`;
  lane: string;
  ids: readonly string[];
  kind: OrderKind;
}) {
  const epoch = useAccountEpoch();
  const session = useSession();
  const datasets = useDatasets({ schemaDigest, status: "LISTED" });
  // Whose draft it is has to be known before one is opened.
  if (datasets.isPending || session.isPending) return <SkeletonCard lines={6} />;
  if (datasets.isLoadingError)
    return <ErrorNotice error={datasets.error} onRetry={() => void datasets.refetch()} />;
  const candidates = datasets.data.pages
    .flatMap((page) => page.nodes)
    .filter((dataset) => dataset.lane === lane);
  // A draft belongs to whoever wrote it, and to what it was opened with: another account or address starts anew.
  return (
    <PurchaseForm
      key={`${epoch}/${ids}/${kind}`}
      candidates={candidates}
      initialIds={ids}
      initialKind={kind}
    />
  );
}
