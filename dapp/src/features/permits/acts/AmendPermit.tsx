import { type Hex, type Proceeding, PURPOSES, toHex } from "@symbolon/protocol";
import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { saveFile } from "../../../ui/saveFile.ts";
import { TextInput } from "../../../ui/TextInput.tsx";
import { amendmentChange } from "../amendmentChange.ts";
import { type AmendmentDraft, amendmentDraft } from "../amendmentDraft.ts";
import { amendmentFault } from "../amendmentFault.ts";
import type { DeskProps } from "../deskProps.ts";
import { FinishRecording } from "../FinishRecording.tsx";
import { latestPermit } from "../latestPermit.ts";
import { nextVersion } from "../nextVersion.ts";
import { personsFile } from "../personsFile.ts";
import { usePermitDecision } from "../usePermitDecision.ts";
import { useUnrecorded } from "../useUnrecorded.ts";
import { ActSection } from "./ActSection.tsx";
import { AmendPersons } from "./AmendPersons.tsx";
import { CheckList } from "./CheckList.tsx";

/** The access body changes a permit that the user asked to have changed (Art. 68(13)): a new version, on chain and in the case. */
export function AmendPermit(props: DeskProps<Proceeding>) {
  const { whole, state, act } = props;
  const decision = usePermitDecision(props);
  const unrecorded = useUnrecorded(props);
  const present = latestPermit(whole)!.document;
  const [draft, setDraft] = useState(() => amendmentDraft(present));
  const put = (part: Partial<AmendmentDraft>) => setDraft({ ...draft, ...part });
  const asked = whole.acts.findLast((each) => each.act.kind === "amendment-requested")?.act;
  const said = asked?.kind === "amendment-requested" ? ` The user asked: “${asked.what}”` : "";
  const fault = amendmentFault(draft);
  const amend = () => {
    const salts = draft.added.map(() => toHex(crypto.getRandomValues(new Uint8Array(32))));
    const people = draft.added.map(({ name, account }) => ({
      name: name.trim(),
      account: account.trim() as Hex,
    }));
    decision.mutate({
      kind: "amended",
      document: () => nextVersion(present, amendmentChange(present, draft, salts)),
      onSigned: (signed) => {
        if (people.length > 0)
          saveFile("permit-persons.json", personsFile(people, salts, signed), "application/json");
      },
    });
  };
  const form = (
    <>
      <TextInput
        label="Data the permit covers"
        rows={2}
        value={draft.specification}
        onChange={(specification) => put({ specification })}
      />
      <CheckList
        legend="Datasets"
        options={state.datasetIds.map((id) => [id, `Dataset ${id}`])}
        chosen={draft.datasetIds}
        onChange={(datasetIds) => put({ datasetIds })}
      />
      <CheckList
        legend="Purposes"
        options={PURPOSES.filter(({ code }) => whole.purposes.includes(code)).map(({ code, label }) => [
          code,
          label,
        ])}
        chosen={draft.purposes}
        onChange={(purposes) => put({ purposes })}
      />
      <AmendPersons
        persons={draft.persons}
        added={draft.added}
        onPersons={(persons) => put({ persons })}
        onAdded={(added) => put({ added })}
      />
      <TextInput
        label="Secure environment"
        value={draft.characteristics}
        onChange={(characteristics) => put({ characteristics })}
      />
      <TextInput label="Tools in the environment" value={draft.tools} onChange={(tools) => put({ tools })} />
      <TextInput
        label="Conditions"
        hint="One in each line"
        rows={2}
        value={draft.conditions}
        onChange={(conditions) => put({ conditions })}
      />
      <div className="stack stack--tight">
        <div>
          <Button
            look="primary"
            disabled={fault !== null}
            isBusy={decision.isPending || act.isPending || unrecorded.isLoading}
            onClick={amend}
          >
            Amend the permit
          </Button>
        </div>
        <p className="small soft" role="status">
          {fault ??
            `One transaction and two signatures.${draft.added.length === 0 ? "" : " A file with the new persons' salts is saved: pass it on to the applicant."}`}
        </p>
      </div>
    </>
  );
  return (
    <ActSection
      isOpen
      title="Change the permit"
      article="68(13)"
      text={`The change makes a new version; dates and fees stay. Jobs that run under the version before cannot finish.${said}`}
    >
      {unrecorded.data?.kind === "amended" ? (
        <FinishRecording {...props} unrecorded={unrecorded.data} decision={decision}>
          <div className="stack">{form}</div>
        </FinishRecording>
      ) : unrecorded.data != null ? (
        <p className="soft">
          An extension of this permit is on chain and not recorded yet: finish that first.
        </p>
      ) : (
        form
      )}
      {unrecorded.isError ? (
        <ErrorNotice error={unrecorded.error} onRetry={() => void unrecorded.refetch()} />
      ) : null}
      {decision.isError && decision.error !== act.error ? <ErrorNotice error={decision.error} /> : null}
    </ActSection>
  );
}
