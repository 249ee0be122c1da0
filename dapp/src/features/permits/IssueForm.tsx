import {
  type AccessApplication,
  canonicalJson,
  type Hex,
  openCriteria,
  type Proceeding,
  type SignedPermitDocument,
  toHex,
} from "@symbolon/protocol";
import { useRef, useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { issuePermit, signPermitDocument } from "../../transactions/issuePermit.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { TextInput } from "../../ui/TextInput.tsx";
import { dayEnd, dayOf, dayStart } from "./days.ts";
import type { DeskProps } from "./deskProps.ts";
import type { OpenedApplication } from "./openApplication.ts";
import { permitFor } from "./permitFor.ts";

type Attempt = { readonly signed: SignedPermitDocument; permitId: bigint | null };

/**
 * Issues the permit: the document is signed, anchored on chain, and recorded in the case. A second try after a failure goes on with the same document
 * and, where the chain has it already, the same number.
 */
export function IssueForm({
  whole,
  state,
  body,
  account,
  act,
  opened,
}: DeskProps<Proceeding> & { opened: OpenedApplication }) {
  const config = useConfig();
  const deployment = useDeployment();
  const application = opened.document as AccessApplication;
  const own = application.data.filter(({ country }) => country === body.country);
  const [specification, setSpecification] = useState(() =>
    own.map(({ scope, timeRange }) => `${scope}, ${timeRange.from} to ${timeRange.until}`).join("; "),
  );
  const [characteristics, setCharacteristics] = useState("One workspace for each permit, without network");
  const [conditions, setConditions] = useState("Results leave the environment through the airlock only");
  const [from, setFrom] = useState(() => dayOf(Date.now() / 1000));
  const [until, setUntil] = useState(() => dayOf(Date.now() / 1000 + monthsOf(application) * 30.4 * 86_400));
  const [failure, setFailure] = useState<unknown>(null);
  const attempt = useRef<Attempt | null>(null);
  const open = reasonsOpen(state);
  const issue = async (): Promise<void> => {
    if (attempt.current === null) {
      const salts = application.persons.map(() => toHex(crypto.getRandomValues(new Uint8Array(32))));
      const document = permitFor(whole, state, body, application, opened.names, {
        specification: specification.trim(),
        characteristics: characteristics.trim(),
        conditions: conditions
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== ""),
        validFrom: dayStart(from),
        validUntil: dayEnd(until),
        salts,
      });
      attempt.current = {
        signed: await signPermitDocument(config, deployment, account, document),
        permitId: null,
      };
      saveFile("permit-persons.json", personsFile(application, opened.names, salts), "application/json");
    }
    attempt.current.permitId ??= await issuePermit(
      config,
      deployment,
      account,
      attempt.current.signed.document,
    );
  };
  const submit = async () => {
    setFailure(null);
    try {
      await issue();
    } catch (error) {
      setFailure(error);
      return;
    }
    const { signed, permitId } = attempt.current!;
    act.mutate({ act: { kind: "issued", permitId: String(permitId), permit: signed } });
  };
  const [isBusy, setBusy] = useState(false);
  return (
    <form
      className="stack"
      aria-label="Permit"
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void submit().finally(() => setBusy(false));
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
            isBusy={isBusy || act.isPending}
            disabled={open !== "" || from === "" || until === ""}
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
      {failure === null ? null : <ErrorNotice error={failure} />}
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

function personsFile(
  application: AccessApplication,
  names: readonly string[],
  salts: readonly Hex[],
): string {
  return canonicalJson({
    format: "symbolon-permit-persons/1",
    persons: application.persons.map(({ account }, i) => ({ name: names[i]!, account, salt: salts[i]! })),
  });
}
