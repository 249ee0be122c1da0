import { ACT_RULES, type AccessBody, type Proceeding, stateAt } from "@symbolon/protocol";
import { useState } from "react";
import { Link } from "react-router";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { formatDate } from "../../format/formatTime.ts";
import { supervisePermit } from "../../transactions/supervisePermit.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ActForms } from "./acts/ActForms.tsx";
import { clockText } from "./caseTexts.ts";
import { nextDeadline } from "./clockState.ts";
import type { DeskProps } from "./deskProps.ts";
import { lastDay } from "./lastDay.ts";
import { ReasonForm } from "./ReasonForm.tsx";

const FORMS = ["extension-requested", "amendment-requested", "fee-disputed", "health-finding"] as const;

/** What the applicant may or has to do now: complete, answer, ask for more time or a change, withdraw; nothing where that is nothing. */
export function ApplicantDesk(props: DeskProps) {
  const { whole, state, body, account, act, open } = props;
  const config = useConfig();
  const deployment = useDeployment();
  const [isSure, setSure] = useState(false);
  const { applicationHash, country, deadlines } = whole;
  const completion = nextDeadline(deadlines.filter(({ kind }) => kind === "completion"));
  const returned = whole.acts.findLast(({ act: { kind } }) => kind === "returned")?.act;
  const isHeard = open.has("finding-answered");
  const mayWithdraw = open.has("withdrawn");
  const decision = nextDeadline(deadlines, "access-body");
  const offered = whole.acts.findLast(({ act: { kind } }) => kind === "answer-offered")?.act;
  const isQuoted = open.has("quote-accepted");
  const isReturned = open.has("completed");
  const isOffered = open.has("answer-agreed");
  const isWaiting = mayWithdraw && !isQuoted && !isOffered && !isReturned;
  const asked = state.lane === "permit" ? askedFor(state, body) : [];
  const hasForms = FORMS.some((kind) => open.has(kind));
  if (!isHeard && !mayWithdraw && !hasForms && asked.length === 0) return null;
  return (
    <Card title="Your part">
      <div className="stack">
        {isReturned && returned?.kind === "returned" ? (
          <Notice
            tone="warn"
            title="The access body asks you to complete the application"
            actions={
              <Link
                className={buttonClass("primary")}
                to={`/permits/apply?case=${applicationHash}/${country}`}
              >
                Complete the application
              </Link>
            }
          >
            <ul className="stack stack--tight">
              {returned.missing.map(({ point, what }) => (
                <li key={`${point}/${what}`}>
                  <b>{point}</b> {what}
                </li>
              ))}
            </ul>
            {completion === undefined ? null : (
              <p>
                The last day is {lastDay(completion.dueAt, body.timeZone)}; after it the application lapses.
              </p>
            )}
          </Notice>
        ) : null}
        {isQuoted ? <p>Look at the quote below. No decision comes before you accept it.</p> : null}
        {isWaiting ? (
          <p>
            Nothing for you to do now.{" "}
            {decision === undefined
              ? ""
              : `The access body has until ${lastDay(decision.dueAt, body.timeZone)}: ${clockText(decision).toLowerCase()}.`}
          </p>
        ) : null}
        {isOffered ? (
          <Notice
            title="The access body offers a statistical answer instead of a permit"
            actions={
              <Link
                className={buttonClass("primary")}
                to={`/permits/apply?agree=${applicationHash}/${country}`}
              >
                Agree to a statistical answer
              </Link>
            }
          >
            {offered?.kind === "answer-offered" ? <p>“{offered.reason}”</p> : null}
            <p>
              You agree by handing in a data request for it (Art. 68(3), 69). The application ends then, and
              no records are opened to you. Without your agreement the case goes on.
            </p>
          </Notice>
        ) : null}
        {isHeard && state.lane === "permit" ? (
          <>
            <Notice tone="warn" title={`A finding was notified on ${formatDate(state.finding!.notifiedAt)}`}>
              You have four weeks to state your view before the access body may revoke the permit (Art.
              63(2)).
            </Notice>
            <ReasonForm
              label="Your view"
              button="Send"
              look="primary"
              isBusy={act.isPending}
              onSubmit={(answer) =>
                act.mutate({
                  act: { kind: "finding-answered", answer },
                  first: () =>
                    supervisePermit(config, deployment, account, BigInt(state.permit!.permitId), {
                      kind: "answer",
                      words: answer,
                    }),
                })
              }
            />
          </>
        ) : null}
        {asked.length === 0 ? null : (
          <Notice title="The access body decides on what you asked for">
            <ul className="stack stack--tight">
              {asked.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </Notice>
        )}
        {state.lane === "permit" ? <ActForms {...props} state={state} kinds={FORMS} /> : null}
        {mayWithdraw ? (
          isSure ? (
            <div className="row">
              <span className="small">This ends the case. It cannot be taken back.</span>
              <Button
                isSmall
                isBusy={act.isPending}
                onClick={() => act.mutate({ act: { kind: "withdrawn" } })}
              >
                Yes, withdraw
              </Button>
              <Button isSmall look="quiet" onClick={() => setSure(false)}>
                Keep it
              </Button>
            </div>
          ) : (
            <div>
              <Button isSmall onClick={() => setSure(true)}>
                Withdraw
              </Button>
            </div>
          )
        ) : null}
      </div>
    </Card>
  );
}

/** What the user or a holder asked for under a permit in force and is not decided yet. */
function askedFor(state: Proceeding, body: AccessBody): string[] {
  const { extensionRequested, amendmentRequestedAt, feeDisputedAt } = state;
  const isInForce = ACT_RULES.amended.from.includes(stateAt(state, Date.now() / 1000, body));
  if (!isInForce) return [];
  return [
    ...(extensionRequested === null
      ? []
      : [`More time, until ${formatDate(extensionRequested.validUntil)} (Art. 68(12))`]),
    ...(amendmentRequestedAt === null ? [] : ["A change of the permit (Art. 68(13))"]),
    ...(feeDisputedAt === null ? [] : ["The disputed fee (Art. 62(4))"]),
  ];
}
