import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { Earnings, PayoutShare } from "../../data/gateway/decodeEarnings.ts";
import { earningsQueryKey } from "../../data/queries/earningsQuery.ts";
import { fundsQueryKey } from "../../data/queries/fundsQuery.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { claimedWei, claimPayouts, describeClaim } from "../../transactions/claimPayouts.ts";
import { Button } from "../../ui/Button.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useSession } from "../wallet/useSession.ts";

const NOTHING: Earnings = { shares: [], ready: [], bondsOwedWei: 0n };

/** What is ready, what comes later, and the button that fetches what is ready. `earnings` undefined while they load. */
export function ClaimCard({ account, earnings }: { account: Hex; earnings: Earnings | undefined }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { isRightChain } = useSession();
  const claim = useMutation({
    mutationFn: (input: Earnings) => claimPayouts(config, deployment, account, input),
    // Also after a failure: of several transactions the first may have gone through.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: fundsQueryKey(account) }),
        queryClient.invalidateQueries({ queryKey: earningsQueryKey(account) }),
      ]),
  });
  const known = earnings ?? NOTHING;
  const waiting = known.shares.filter((share) => share.state === "WAITING");
  const readyWei = claimedWei(known);
  const nextAt = Math.min(...waiting.map((share) => share.claimableAt ?? Number.POSITIVE_INFINITY));
  return (
    <section className="card stack stack--tight" aria-label="Balance">
      <p className="quiet small">Ready to claim</p>
      <p className="price price--large">
        {earnings === undefined ? <Skeleton width="6ch" /> : formatSym(readyWei, 4)} <small>SYM</small>
      </p>
      <Button
        look="primary"
        isWide
        isBusy={claim.isPending}
        disabled={readyWei === 0n || !isRightChain}
        onClick={() => claim.mutate(known)}
      >
        Claim
      </Button>
      <p className="small quiet">{describeClaim(account, known).note}</p>
      {known.bondsOwedWei === 0n ? null : (
        <p className="small soft">{formatSym(known.bondsOwedWei, 4)} SYM of it are a dispute's bond.</p>
      )}
      {waiting.length === 0 ? null : (
        <p className="small soft">
          {formatSym(sum(waiting), 4)} SYM more follow, the first from {formatDateTime(nextAt)}, or as soon as
          the buyer releases them.
        </p>
      )}
      {claim.isError ? <ErrorNotice error={claim.error} /> : null}
      {claim.isSuccess && claim.data !== null ? (
        <Notice tone="good" title="Paid out to your account">
          Transaction <CopyText value={claim.data} label="transaction" />
        </Notice>
      ) : null}
    </section>
  );
}

function sum(shares: readonly PayoutShare[]): bigint {
  return shares.reduce((total, share) => total + share.amountWei, 0n);
}
