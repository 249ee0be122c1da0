import { useTranslation } from "react-i18next";
import { useDatasetUses } from "../../data/hooks/useDatasetUses.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import type { OpenedLink } from "./linkInput.ts";
import { OptOutCard } from "./OptOutCard.tsx";
import { PatientFault } from "./PatientFault.tsx";
import { ReceiptsCard } from "./ReceiptsCard.tsx";
import { usePatient } from "./usePatient.ts";
import { WithdrawCard } from "./WithdrawCard.tsx";

/**
 * What an open link lets a patient do: withdraw where consent was asked, opt out and back where it was not, and take receipts. A link from a node's consent
 * book withdraws by itself; to opt out its key has to be known to the hub.
 */
export function PatientChoices({ opened }: { opened: OpenedLink }) {
  const { t } = useTranslation();
  const { standing, act, receipts } = usePatient(opened);
  const dataset = useDatasetUses(opened.datasetId);
  if (standing.isPending || dataset.isPending) return <SkeletonCard lines={4} />;
  if (standing.isLoadingError)
    return <PatientFault error={standing.error} onRetry={() => void standing.refetch()} />;
  const { leaf } = opened.link;
  // The card of the uses says what is wrong with the dataset.
  if (!dataset.data) return null;
  const { isEhds } = dataset.data;
  const isOfHub = isEhds || leaf === null;
  if (isOfHub && !standing.data.isKnown) return <Notice tone="warn">{t("errors.unknownLink")}</Notice>;
  const pending = act.isPending ? act.variables : null;
  return (
    <>
      {isEhds ? (
        <OptOutCard standing={standing.data} pending={pending} onAct={act.mutate} />
      ) : (
        <WithdrawCard
          standing={standing.data}
          isUnderRoot={leaf !== null}
          message={act.data ?? null}
          isBusy={pending !== null}
          onWithdraw={() => act.mutate("withdraw")}
        />
      )}
      {act.isError ? <PatientFault error={act.error} /> : null}
      {act.isSuccess ? <Notice tone="good">{t("done")}</Notice> : null}
      {isOfHub ? <ReceiptsCard standing={standing.data} receipts={receipts} /> : null}
    </>
  );
}
