import type { Proceeding } from "@symbolon/protocol";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ActForms } from "./acts/ActForms.tsx";
import type { DeskProps } from "./deskProps.ts";
import { IssueForm } from "./IssueForm.tsx";
import { MoreTimeForm } from "./MoreTimeForm.tsx";
import type { OpenedApplication } from "./openApplication.ts";
import { ReasonForm } from "./ReasonForm.tsx";
import { RefuseForm } from "./RefuseForm.tsx";

/** The decision: issue, refuse, take more time, offer a statistical answer instead; and what belongs to it: a trusted holder, costs. */
export function DecideCard(props: DeskProps<Proceeding> & { opened: OpenedApplication | undefined }) {
  const { act, open, opened } = props;
  return (
    <Card title="Decision">
      <div className="stack">
        {opened === undefined ? (
          <Notice title="Open the application first">
            A permit is made from what was applied for, so its key is needed.
          </Notice>
        ) : (
          <IssueForm {...props} opened={opened} />
        )}
        <RefuseForm {...props} />
        <MoreTimeForm {...props} />
        {open.has("answer-offered") ? (
          <details>
            <summary>Offer a statistical answer instead</summary>
            <div className="details__body">
              <ReasonForm
                label="Why a statistic would do"
                hint="The applicant has to agree (Art. 68(3))."
                button="Offer it"
                isBusy={act.isPending}
                onSubmit={(reason) => act.mutate({ act: { kind: "answer-offered", reason } })}
              />
            </div>
          </details>
        ) : null}
        <ActForms {...props} kinds={["forwarded", "cost-incurred"]} />
      </div>
    </Card>
  );
}
