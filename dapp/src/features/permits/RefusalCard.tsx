import type { RegisterEntry } from "../../data/gateway/permitTypes.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { REFUSAL_TEXTS } from "./caseTexts.ts";

/** A refusal with its justification; nothing before one. */
export function RefusalCard({ entry }: { entry: RegisterEntry }) {
  const { refusal, decidedAt } = entry;
  if (refusal === null) return null;
  const reason = REFUSAL_TEXTS[refusal.code as keyof typeof REFUSAL_TEXTS] ?? refusal.code;
  return (
    <Card title="Refused">
      <div className="stack stack--tight">
        <p className="act__detail">{refusal.justification}</p>
        <Facts
          isList
          facts={[
            { label: "Reason", value: reason },
            ...(decidedAt === null ? [] : [{ label: "Decided", value: formatDate(decidedAt) }]),
          ]}
        />
      </div>
    </Card>
  );
}
