import { type DataRequestCase, parseDocument, StatisticalAnswer } from "@symbolon/protocol";
import { useState } from "react";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { JsonFileField } from "../../ui/JsonFileField.tsx";
import type { DeskProps } from "./deskProps.ts";
import { ReasonForm } from "./ReasonForm.tsx";
import { RefuseForm } from "./RefuseForm.tsx";

/** What an access body does about a data request: approve once the quote is accepted, refuse, and answer with a statistic (Art. 69). */
export function RequestDesk({ whole, open, act }: DeskProps<DataRequestCase>) {
  const [error, setError] = useState<unknown>(null);
  const answer = async (file: File | undefined) => {
    if (file === undefined) return;
    setError(null);
    try {
      const read = parseDocument(StatisticalAnswer, JSON.parse(await file.text()), "statistical answer");
      act.mutate({ act: { kind: "answered", answer: read } });
    } catch (failure) {
      setError(failure);
    }
  };
  if (open.has("answered"))
    return (
      <Card title="Answer">
        <JsonFileField
          label="Statistical answer"
          hint="A symbolon-statistical-answer/1 document: counts below its k have to be null. It is signed and recorded when chosen."
          onFile={(file) => void answer(file)}
        />
        {error === null ? null : <ErrorNotice error={error} />}
      </Card>
    );
  if (!open.has("refused")) return null;
  return (
    <Card title="Decision">
      <div className="stack">
        {open.has("approved") ? (
          <ReasonForm
            label="Note on the approval"
            button="Approve"
            look="primary"
            isBusy={act.isPending}
            onSubmit={(note) => act.mutate({ act: { kind: "approved", note } })}
          />
        ) : (
          <p className="small soft">It can be approved once the applicant has accepted a quote.</p>
        )}
        <RefuseForm whole={whole} act={act} />
      </div>
    </Card>
  );
}
