import { PURPOSES } from "@symbolon/protocol";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DatasetUse } from "../../data/gateway/decodeUses.ts";
import { useDatasetUses } from "../../data/hooks/useDatasetUses.ts";
import { shortHex } from "../../format/shortHex.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { PatientFault } from "./PatientFault.tsx";
import { LANGUAGES, type Language } from "./texts/languages.ts";

/** Who used the data, what for and what came of it, newest first. */
export function UsesCard({ datasetId }: { datasetId: string }) {
  const { t } = useTranslation();
  const query = useDatasetUses(datasetId);
  if (query.isPending)
    return (
      <>
        <p className="visually-hidden" role="status">
          {t("uses.loading")}
        </p>
        <SkeletonCard lines={4} />
      </>
    );
  if (query.isLoadingError) return <PatientFault error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === null) return <Notice tone="warn">{t("errors.noDataset")}</Notice>;
  const { title, uses } = query.data;
  return (
    <Card title={t("uses.title")} lead={t("uses.lead", { title })}>
      {uses.length === 0 ? (
        <p className="soft">{t("uses.empty")}</p>
      ) : (
        <ul className="uses">
          {uses.map((use) => (
            <Use key={use.orderId} use={use} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Use({ use }: { use: DatasetUse }) {
  const { t, i18n } = useTranslation();
  const { orderId, buyer, purposeMask, placedAt, usedAt, isRunning, release } = use;
  const date = new Intl.DateTimeFormat(LANGUAGES[i18n.language as Language].locale, {
    dateStyle: "long",
  }).format((usedAt ?? placedAt) * 1000);
  const purpose = PURPOSES.find(({ bit }) => 1 << bit === purposeMask)?.code ?? "other";
  const state = usedAt !== null ? "used" : isRunning ? "running" : "notUsed";
  return (
    <li className="use">
      <div className="row row--between">
        <strong>{date}</strong>
        <Badge tone={state === "used" ? "accent" : "neutral"} isLive={state === "running"}>
          {t(`uses.${state}`)}
        </Badge>
      </div>
      <dl className="facts">
        <div>
          <dt>{t("uses.purpose")}</dt>
          <dd>{t(`uses.purposes.${purpose}`)}</dd>
        </div>
        <div>
          <dt>{t("uses.kind")}</dt>
          <dd>{t(`uses.${kindOf(release)}`)}</dd>
        </div>
        <div>
          <dt>{t("uses.who")}</dt>
          <dd className="mono">{shortHex(buyer)}</dd>
        </div>
      </dl>
      {state === "used" ? (
        <p className="small soft">
          {t(`uses.${verdictOf(release)}`)}.{" "}
          <Link to={`/audit?order=${orderId}`}>{t("uses.proof", { id: orderId })}</Link>
        </p>
      ) : null}
    </li>
  );
}

function verdictOf(release: DatasetUse["release"]) {
  if (release?.passed == null) return "unchecked" as const;
  return release.passed ? ("checked" as const) : ("failed" as const);
}

function kindOf(release: DatasetUse["release"]) {
  if (release === null) return "unknown" as const;
  return ({ private: "invented", "high-fidelity": "close", statistics: "figures" } as const)[release.kind];
}
