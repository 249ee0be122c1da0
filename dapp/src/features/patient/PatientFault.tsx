import { useTranslation } from "react-i18next";
import { toSymbolonError } from "../../errors/toSymbolonError.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";

/** Codes that a patient can meet, as keys of the texts; all others are "other", with their code for the hospital. */
const FAULTS = {
  E9002: "unknownLink",
  E3010: "alreadySo",
  E3004: "nothing",
  E6004: "offline",
} as const;

/** A failure in the patient's language. */
export function PatientFault({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { code } = toSymbolonError(error);
  const known = Object.entries(FAULTS).find(([name]) => name === code)?.[1] ?? "other";
  return (
    <Notice
      tone="bad"
      actions={
        onRetry === undefined ? undefined : (
          <Button isSmall onClick={onRetry}>
            {t("errors.retry")}
          </Button>
        )
      }
    >
      {t(`errors.${known}`)} <span className="mono quiet">{code}</span>
    </Notice>
  );
}
