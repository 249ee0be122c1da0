import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import { useEarnings } from "../../data/hooks/useEarnings.ts";
import { useOwnDatasets } from "../../data/hooks/useOwnDatasets.ts";
import { formatSym } from "../../format/formatSym.ts";
import { claimedWei } from "../../transactions/claimPayouts.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { ProvidedCard } from "./ProvidedCard.tsx";

/** What an account has published, and what it has earned with it. */
export function ProvideView({ account }: { account: Hex }) {
  const own = useOwnDatasets(account);
  if (own.isLoadingError) return <ErrorNotice error={own.error} onRetry={() => void own.refetch()} />;
  if (own.isPending) return <SkeletonCard lines={5} />;
  if (own.data.length === 0)
    return (
      <EmptyState
        icon="box"
        title="No dataset yet"
        text="Pick a file, look at what would become public, and publish it with one signature. The records stay with you."
        action={
          <Link className={buttonClass("primary")} to="/provide/publish">
            Publish a dataset
          </Link>
        }
      />
    );
  return (
    <div className="columns">
      <div className="stack">
        {own.data.map((id) => (
          <ProvidedCard key={id} id={id} account={account} />
        ))}
      </div>
      <div className="aside stack">
        <EarningsCard account={account} />
      </div>
    </div>
  );
}

function EarningsCard({ account }: { account: Hex }) {
  const earnings = useEarnings(account);
  const paidWei = earnings.data?.shares.reduce(
    (sum, { state, amountWei }) => (state === "CLAIMED" ? sum + amountWei : sum),
    0n,
  );
  const laterWei = earnings.data?.shares.reduce(
    (sum, { state, amountWei }) => (state === "WAITING" ? sum + amountWei : sum),
    0n,
  );
  return (
    <Card title="Earnings">
      {earnings.isLoadingError ? (
        <ErrorNotice error={earnings.error} onRetry={() => void earnings.refetch()} />
      ) : earnings.data === undefined ? (
        <Skeleton width="70%" />
      ) : (
        <div className="stack stack--tight">
          <Facts
            isList
            facts={[
              { label: "Ready to claim", value: `${formatSym(claimedWei(earnings.data), 4)} SYM` },
              { label: "Later", value: `${formatSym(laterWei ?? 0n, 4)} SYM` },
              { label: "Claimed", value: `${formatSym(paidWei ?? 0n, 4)} SYM` },
            ]}
          />
          <Link className={buttonClass("plain")} to="/earnings">
            Shares and claims
          </Link>
        </div>
      )}
    </Card>
  );
}
