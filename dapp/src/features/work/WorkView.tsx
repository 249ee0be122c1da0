import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import { useEarnings } from "../../data/hooks/useEarnings.ts";
import { useWorker } from "../../data/hooks/useWorker.ts";
import { useWorkJobs } from "../../data/hooks/useWorkJobs.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { ClaimCard } from "../earnings/ClaimCard.tsx";
import { JobsCard } from "./JobsCard.tsx";
import { NodeHealthCard } from "./NodeHealthCard.tsx";
import { ReportsCard } from "./ReportsCard.tsx";
import { StakeCard } from "./StakeCard.tsx";

/** The console of a node's account: jobs and signed reports, node, stake and earnings. */
export function WorkView({ account }: { account: Hex }) {
  const worker = useWorker(account);
  const jobs = useWorkJobs();
  const earnings = useEarnings(account);
  return (
    <div className="columns">
      <div className="stack">
        {worker.data === null ? (
          <Notice title="This account is not registered as a node">
            A node registers itself, with key, address and stake, when it is started. Evaluators are admitted
            by governance first. Below is what waits for those who are registered.
          </Notice>
        ) : null}
        {jobs.isPending ? <SkeletonCard lines={5} /> : null}
        {jobs.isError ? <ErrorNotice error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
        {jobs.data === undefined ? null : (
          <>
            <JobsCard jobs={jobs.data} account={account} />
            <ReportsCard jobs={jobs.data} account={account} />
          </>
        )}
      </div>
      <div className="aside aside--tall stack">
        {worker.isPending ? <SkeletonCard lines={4} /> : null}
        {worker.isError ? <ErrorNotice error={worker.error} onRetry={() => void worker.refetch()} /> : null}
        {worker.data == null ? null : (
          <>
            <NodeHealthCard worker={worker.data} account={account} />
            <StakeCard worker={worker.data} account={account} />
          </>
        )}
        {earnings.isLoadingError ? (
          <ErrorNotice error={earnings.error} onRetry={() => void earnings.refetch()} />
        ) : (
          <ClaimCard account={account} earnings={earnings.data} />
        )}
        <p className="small quiet">
          <Link to="/earnings">Every share, order by order</Link>
        </p>
      </div>
    </div>
  );
}
