import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { evidenceReader } from "../../data/chain/evidenceReader.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { AuditForm } from "./AuditForm.tsx";
import { AuditResult } from "./AuditResult.tsx";
import { auditTask } from "./auditTask.ts";
import { type AuditSubject, runAudit } from "./runAudit.ts";

/** The workspace: what is audited, and what was found. An order in the address (`?order=12`) is audited at once. */
export function AuditView() {
  const config = useConfig();
  const deployment = useDeployment();
  const [params, setParams] = useSearchParams();
  const [asked] = useState(() => params.get("order") ?? "");
  const audit = useMutation({
    mutationFn: (subject: AuditSubject) => {
      const { rpcUrl: _, ...where } = deployment;
      return runAudit(subject, {
        reader: evidenceReader(config, deployment),
        deployment: where,
        check: auditTask,
      });
    },
    // The address names what was found, so that it can be shared; a file cannot be in it.
    onSuccess: ({ evidence }) => setParams({ order: evidence.orderId }, { replace: true }),
  });
  const { mutate } = audit;
  useEffect(() => {
    if (asked !== "") mutate({ inputs: [], text: asked });
  }, [asked, mutate]);
  return (
    <div className="columns">
      <div className="stack" aria-busy={audit.isPending}>
        <p className="visually-hidden" role="status">
          {audit.isPending ? "Gathering the evidence and checking it" : ""}
        </p>
        {audit.isIdle ? (
          <EmptyState
            icon="search"
            title="Nothing to check yet"
            text="Give a file, its manifest or an evidence bundle, or name an order. Everything is checked in this browser; files are not sent anywhere."
          />
        ) : null}
        {audit.isPending ? <SkeletonCard lines={8} /> : null}
        {audit.isError ? <ErrorNotice error={audit.error} onRetry={() => mutate(audit.variables)} /> : null}
        {audit.isSuccess ? <AuditResult audit={audit.data} /> : null}
      </div>
      <div className="aside">
        <div className="first-on-phone">
          <AuditForm asked={asked} isBusy={audit.isPending} onAudit={mutate} />
        </div>
      </div>
    </div>
  );
}
