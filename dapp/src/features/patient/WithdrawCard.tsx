import { canonicalJson, type WithdrawalMessage } from "@symbolon/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import type { PatientStanding } from "./usePatient.ts";

/** Where the consent stands, and the one message that takes it back; asked once more before it is sent, because it is final. Who wants to take part again gives a new consent. */
export function WithdrawCard({
  standing,
  isUnderRoot,
  message,
  isBusy,
  onWithdraw,
}: {
  standing: PatientStanding;
  /** The link is for one consent under a root; else the hub knows the person's consents. */
  isUnderRoot: boolean;
  /** The message that was just sent, to keep. */
  message: WithdrawalMessage | null;
  isBusy: boolean;
  onWithdraw: () => void;
}) {
  const { t } = useTranslation();
  const [isSure, setSure] = useState(false);
  const state = withdrawalState(standing, isUnderRoot);
  return (
    <Card title={t("withdraw.title")}>
      <div className="stack stack--tight">
        <p>{t(`withdraw.${state}`)}</p>
        {state === "valid" ? null : <p className="small soft">{t("withdraw.again")}</p>}
        {state === "valid" ? (
          <>
            <p className="small soft">{t("withdraw.effect")}</p>
            <p className="small soft">{t("withdraw.final")}</p>
            <label className="check">
              <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.target.checked)} />
              <span>{t("withdraw.sure")}</span>
            </label>
            <Button look="primary" isWide isBusy={isBusy} disabled={!isSure} onClick={onWithdraw}>
              {t(isBusy ? "busy" : "withdraw.send")}
            </Button>
          </>
        ) : null}
        {message === null ? null : (
          <>
            <Button
              isWide
              onClick={() =>
                saveFile("consent-withdrawal.json", `${canonicalJson(message)}\n`, "application/json")
              }
            >
              <Icon name="download" />
              {t("withdraw.save")}
            </Button>
            <p className="small quiet">{t("withdraw.saveHint")}</p>
          </>
        )}
      </div>
    </Card>
  );
}

function withdrawalState(standing: PatientStanding, isUnderRoot: boolean) {
  if (!isUnderRoot) return standing.hasValidConsent ? "valid" : "ended";
  // What was passed on and is not seen on chain yet waits for its transaction.
  if (standing.onChain === true) return "onChain";
  return standing.message === "NONE" ? "valid" : "received";
}
