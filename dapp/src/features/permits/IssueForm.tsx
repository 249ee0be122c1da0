import { type AccessApplication, openCriteria, type Proceeding, toHex } from "@symbolon/protocol";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { TextInput } from "../../ui/TextInput.tsx";
import { dayEnd, dayOf, dayStart } from "./days.ts";
import type { DeskProps } from "./deskProps.ts";
import type { OpenedApplication } from "./openApplication.ts";
import { permitFor } from "./permitFor.ts";
import { personsFile } from "./personsFile.ts";
import { usePermitDecision } from "./usePermitDecision.ts";
import { useUnrecorded } from "./useUnrecorded.ts";

/** Issues the permit: the document is signed, anchored on chain, and recorded in the case. Waits until the chain was asked for one of this case. */
export function IssueForm({ opened, ...props }: DeskProps<Proceeding> & { opened: OpenedApplication }) {
  const { whole, state, body, act } = props;
  const decision = usePermitDecision(props);
  const unrecorded = useUnrecorded(props);
  const application = opened.document as AccessApplication;
  const own = application.data.filter(({ country }) => country === body.country);
  const [specification, setSpecification] = useState(() =>
    own.map(({ scope, timeRange }) => `${scope}, ${timeRange.from} to ${timeRange.until}`).join("; "),
  );
  const [characteristics, setCharacteristics] = useState("One workspace for each permit, without network");
  const [conditions, setConditions] = useState("Results leave the environment through the airlock only");
  const [from, setFrom] = useState(() => dayOf(Date.now() / 1000));
  const [until, setUntil] = useState(() => dayOf(Date.now() / 1000 + monthsOf(application) * 30.4 * 86_400));
  const open = reasonsOpen(state);
  const issue = () => {
    const salts = application.persons.map(() => toHex(crypto.getRandomValues(new Uint8Array(32))));
    const persons = application.persons.map(({ account }, i) => ({ name: opened.names[i]!, account }));
    decision.mutate({
      kind: "issued",
      document: () =>
        permitFor(whole, state, body, application, opened.names, {
          specification: specification.trim(),
          characteristics: characteristics.trim(),
          conditions: conditions
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== ""),
          validFrom: dayStart(from),
          validUntil: dayEnd(until),
          salts,
        }),
      onSigned: (signed) =>
        saveFile("permit-persons.json", personsFile(persons, salts, signed), "application/json"),
    });
  };
  return (
    <form
      className="stack"
      aria-label="Permit"
      onSubmit={(event) => {
        event.preventDefault();
        issue();
      }}
    >
      <TextInput label="Data the permit covers" rows={2} value={specification} onChange={setSpecification} />
      <div className="facts facts--form">
        <TextInput label="Valid from" type="date" value={from} onChange={setFrom} />
        <TextInput
          label="Valid until"
          hint="At most ten years"
          type="date"
          value={until}
          onChange={setUntil}
        />
      </div>
      <TextInput label="Secure environment" value={characteristics} onChange={setCharacteristics} />
      <TextInput
        label="Conditions"
        hint="One in each line"
        rows={2}
        value={conditions}
        onChange={setConditions}
      />
      <div className="stack stack--tight">
        <div>
          <Button
            type="submit"
            look="primary"
            isBusy={decision.isPending || act.isPending || unrecorded.isLoading}
            disabled={open !== "" || unrecorded.isError || from === "" || until === ""}
          >
            Issue the permit
          </Button>
        </div>
        <p className="small soft">
          {open === ""
            ? "One transaction and two signatures. A file with the persons' salts is saved: pass it on to the applicant and keep no other copy."
            : open}
        </p>
      </div>
      {unrecorded.isError ? (
        <ErrorNotice error={unrecorded.error} onRetry={() => void unrecorded.refetch()} />
      ) : null}
      {decision.isError && decision.error !== act.error ? <ErrorNotice error={decision.error} /> : null}
    </form>
  );
}

function monthsOf({ period }: AccessApplication): number {
  return period.kind === "months" ? period.months : 12;
}

function reasonsOpen(state: Proceeding): string {
  const criteria = openCriteria(state);
  if (criteria.length > 0) return `Criteria not met yet: ${criteria.join(", ")}.`;
  if (state.risks.a !== true || state.risks.b !== true) return "The two risks are not found mitigated yet.";
  if (state.quote === null) return "There is no quote yet.";
  return state.quote.acceptedAt === null ? "The applicant has not accepted the quote yet." : "";
}
