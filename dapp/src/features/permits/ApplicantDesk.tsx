import { useState } from "react";
import { Link } from "react-router";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { formatDate } from "../../format/formatTime.ts";
import { supervisePermit } from "../../transactions/supervisePermit.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { clockText } from "./caseTexts.ts";
import { nextDeadline } from "./clockState.ts";
import type { DeskProps } from "./deskProps.ts";
import { lastDay } from "./lastDay.ts";
import { ReasonForm } from "./ReasonForm.tsx";

const OPEN = ["SUBMITTED", "RETURNED_INCOMPLETE", "IN_ASSESSMENT", "EXTENDED", "QUOTED"];

/** What the applicant may or has to do now: complete, answer a finding, withdraw; nothing where that is nothing. */
export function ApplicantDesk({ whole, state, body, account, act }: DeskProps) {
  const config = useConfig();
  const deployment = useDeployment();
  const [isSure, setSure] = useState(false);
  const { applicationHash, country, deadlines } = whole;
  const completion = nextDeadline(deadlines.filter(({ kind }) => kind === "completion"));
  const returned = whole.acts.findLast(({ act: { kind } }) => kind === "returned")?.act;
  const isHeard =
    state.lane === "permit" &&
    state.finding !== null &&
    state.finding.answeredAt === null &&
    state.revokedAt === null;
  const mayWithdraw = OPEN.includes(whole.state);
  const decision = nextDeadline(deadlines, "access-body");
  const isQuoted = state.phase === "QUOTED" && state.quote?.acceptedAt === null;
  const isWaiting = mayWithdraw && !isHeard && !isQuoted && whole.state !== "RETURNED_INCOMPLETE";
  const isOffered = state.lane === "permit" && state.answerOfferedAt !== null && state.decidedAt === null;
  if (!isHeard && !mayWithdraw) return null;
  return (
    <Card title="Your part">
      <div className="stack">
        {whole.state === "RETURNED_INCOMPLETE" && returned?.kind === "returned" ? (
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
          <Notice title="The access body offers a statistical answer instead of a permit">
            It asks for a data request of yours, which the command line hands in. Without it the case goes on.
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
