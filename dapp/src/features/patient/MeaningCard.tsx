import { useTranslation } from "react-i18next";
import { Card } from "../../ui/Card.tsx";

const POINTS = ["stays", "made", "synthetic", "limit", "trace"] as const;

/** What the use of the data means, in plain words. */
export function MeaningCard() {
  const { t } = useTranslation();
  return (
    <Card title={t("meaning.title")}>
      <ol className="plain-points">
        {POINTS.map((point) => (
          <li key={point}>{t(`meaning.${point}`)}</li>
        ))}
      </ol>
    </Card>
  );
}
