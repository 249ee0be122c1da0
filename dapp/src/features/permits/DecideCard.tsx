import type { Proceeding } from "@symbolon/protocol";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { DeskProps } from "./deskProps.ts";
import { IssueForm } from "./IssueForm.tsx";
import type { OpenedApplication } from "./openApplication.ts";
import { ReasonForm } from "./ReasonForm.tsx";
import { RefuseForm } from "./RefuseForm.tsx";

/** The decision: issue, refuse, take more time, or offer a statistical answer instead. */
export function DecideCard(props: DeskProps<Proceeding> & { opened: OpenedApplication | undefined }) {
  const { state, act, opened } = props;
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
        {state.timeExtendedAt === null ? (
          <details>
            <summary>Take more time</summary>
            <div className="details__body">
              <ReasonForm
                label="Why more time is needed"
                hint="Once, by three months, or one in the accelerated procedure (Art. 68(4), (6))."
                button="Extend the time"
                isBusy={act.isPending}
                onSubmit={(reason) => act.mutate({ act: { kind: "time-extended", reason } })}
              />
            </div>
          </details>
        ) : null}
        {state.answerOfferedAt === null ? (
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
      </div>
    </Card>
  );
}
