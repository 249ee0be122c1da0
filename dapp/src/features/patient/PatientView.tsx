import { useEffect, useState } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { firstLanguage } from "./firstLanguage.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { LinkCard } from "./LinkCard.tsx";
import { linkInput, type OpenedLink } from "./linkInput.ts";
import { MeaningCard } from "./MeaningCard.tsx";
import { PatientChoices } from "./PatientChoices.tsx";
import { patientI18n } from "./patientI18n.ts";
import { UsesCard } from "./UsesCard.tsx";

/** A patient's page in their language: what it means, who used the data, and what they can choose with the hospital's link. */
export function PatientView({ datasetId }: { datasetId: string | null }) {
  const [i18n] = useState(() => patientI18n(firstLanguage(navigator.languages)));
  return (
    <I18nextProvider i18n={i18n}>
      <Translated datasetId={datasetId} />
    </I18nextProvider>
  );
}

function Translated({ datasetId }: { datasetId: string | null }) {
  const { t, i18n } = useTranslation();
  const { hash } = useLocation();
  const [opened, setOpened] = useState<OpenedLink | null>(null);
  const [isBroken, setBroken] = useState(false);
  const title = t("title");
  useEffect(() => {
    document.title = `${title} · Symbolon`;
  }, [title]);
  useEffect(() => {
    if (hash === "") return;
    try {
      setOpened(linkInput(hash, datasetId));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  }, [hash, datasetId]);
  const shown = opened?.datasetId ?? datasetId;
  return (
    // The frame around is English; this part says which language it is in.
    <div lang={i18n.language} className="patient">
      <header className="page-head">
        <div className="page-head__text">
          <h1>{title}</h1>
          <p>{t("lead")}</p>
        </div>
        <LanguageSwitch />
      </header>
      <div className="columns">
        <div className="stack">
          <MeaningCard />
          {shown === null ? null : <UsesCard datasetId={shown} />}
        </div>
        <div className="aside aside--tall">
          <div className="stack first-on-phone">
            <LinkCard here={datasetId} isOpen={opened !== null} isBroken={isBroken} onOpen={setOpened} />
            {opened === null ? null : <PatientChoices key={opened.link.privateKey} opened={opened} />}
          </div>
        </div>
      </div>
    </div>
  );
}
