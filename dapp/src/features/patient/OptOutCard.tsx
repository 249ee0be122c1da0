import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import type { PatientAct, PatientStanding } from "./usePatient.ts";

/** Opting out of uses that authorities allow, and back; each is one message, and nobody asks why (Regulation (EU) 2025/327 Art. 71(1)). */
export function OptOutCard({
  standing,
  pending,
  onAct,
}: {
  standing: PatientStanding;
  pending: PatientAct | null;
  onAct: (act: PatientAct) => void;
}) {
  const { t } = useTranslation();
  const isOut = standing.optOut === "OPTED_OUT";
  const act = isOut ? "reversal" : "opt-out";
  return (
    <Card title={t("optOut.title")}>
      <div className="stack stack--tight">
        <p>{t(isOut ? "optOut.out" : "optOut.in")}</p>
        <p className="small soft">{t("optOut.effect")}</p>
        <Button
          look={isOut ? "plain" : "primary"}
          isWide
          isBusy={pending !== null}
          onClick={() => onAct(act)}
        >
          {t(pending !== null ? "busy" : isOut ? "optOut.reverse" : "optOut.send")}
        </Button>
      </div>
    </Card>
  );
}
