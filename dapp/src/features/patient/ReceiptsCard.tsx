import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { PatientFault } from "./PatientFault.tsx";
import type { PatientStanding } from "./usePatient.ts";

/** Receipts of consents (ISO/IEC TS 27560) and of opt-outs, as one file in the reader's language. */
export function ReceiptsCard({
  standing,
  receipts,
}: {
  standing: PatientStanding;
  receipts: UseMutationResult<unknown, Error, string>;
}) {
  const { t, i18n } = useTranslation();
  const isEmpty = standing.consents === 0 && standing.optOut === "NONE";
  return (
    <Card title={t("receipts.title")}>
      <div className="stack stack--tight">
        <p className="small soft">{t(isEmpty ? "receipts.empty" : "receipts.lead")}</p>
        {isEmpty ? null : (
          <Button
            isWide
            isBusy={receipts.isPending}
            onClick={() =>
              receipts.mutate(i18n.language, {
                onSuccess: (answer) =>
                  saveFile("receipts.json", `${JSON.stringify(answer, null, 2)}\n`, "application/json"),
              })
            }
          >
            <Icon name="download" />
            {t("receipts.save")}
          </Button>
        )}
        {receipts.isError ? <PatientFault error={receipts.error} /> : null}
      </div>
    </Card>
  );
}
