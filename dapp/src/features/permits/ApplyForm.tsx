import type { AccessBody, Hex } from "@symbolon/protocol";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useDeployment } from "../../config/deploymentContext.ts";
import { keepText } from "../../ui/keepText.ts";
import { NotKeptNotice } from "../publish/NotKeptNotice.tsx";
import { ApplicantStep } from "./ApplicantStep.tsx";
import { ApplySummary } from "./ApplySummary.tsx";
import { AttestStep } from "./AttestStep.tsx";
import { agreementDraft } from "./agreementDraft.ts";
import { type ApplicationDraft, draftSlot, EMPTY_DRAFT, readDraft } from "./applicationDraft.ts";
import type { CaseAnswer } from "./caseAnswer.ts";
import { DataStep } from "./DataStep.tsx";
import { DurationStep } from "./DurationStep.tsx";
import { documentFaults } from "./documentFaults.ts";
import { draftDocument } from "./draftDocument.ts";
import { EthicsStep } from "./EthicsStep.tsx";
import { FormatStep } from "./FormatStep.tsx";
import { faultsIn, formSteps } from "./formSteps.ts";
import { LaneStep } from "./LaneStep.tsx";
import { PersonsStep } from "./PersonsStep.tsx";
import { SafeguardsStep } from "./SafeguardsStep.tsx";
import { StatisticStep } from "./StatisticStep.tsx";
import { SubmittedNotice } from "./SubmittedNotice.tsx";
import type { StepProps } from "./stepProps.ts";
import { UseStep } from "./UseStep.tsx";
import { useBasket } from "./useBasket.ts";
import { useSubmission } from "./useSubmission.ts";

/** The form of an application or data request over the basket; with `answers`, of what answers in a case that is there. */
export function ApplyForm({
  account,
  bodies,
  answers,
}: {
  account: Hex;
  bodies: readonly AccessBody[];
  answers: CaseAnswer | null;
}) {
  const { chainId } = useDeployment();
  const basket = useBasket();
  const agreed = answers?.kind === "agrees" ? answers : null;
  const copy = draftSlot(chainId, account, answers?.applicationHash);
  const slot = agreed === null ? copy : `${copy}/${agreed.country}/agreement`;
  const [draft, setDraft] = useState<ApplicationDraft>(() => {
    const kept = localStorage.getItem(slot);
    if (agreed === null || kept !== null) return readDraft(kept);
    return agreementDraft(readDraft(localStorage.getItem(copy)), agreed);
  });
  const [isChecked, setChecked] = useState(false);
  const [isKept, setKept] = useState(true);
  const submission = useSubmission(account);
  const change: StepProps["change"] = useCallback(
    (part) => setDraft((earlier) => ({ ...earlier, ...(typeof part === "function" ? part(earlier) : part) })),
    [],
  );
  useEffect(() => {
    if (!submission.isSuccess) setKept(keepText(localStorage, slot, JSON.stringify(draft)));
  }, [slot, draft, submission.isSuccess]);
  const datasetIds = answers === null ? basket.ids : (agreed?.datasetIds ?? Object.keys(draft.data));
  const faults = useMemo(
    () => documentFaults(draft.lane, draftDocument(draft, { chainId, account, datasetIds }), bodies),
    [draft, chainId, account, datasetIds, bodies],
  );
  if (submission.isSuccess)
    return <SubmittedNotice submitted={submission.data} answers={answers?.kind ?? null} />;
  // What an answer asks for is settled.
  const steps = formSteps(draft.lane).filter(({ id }) => answers === null || id !== "lane");
  const asked = bodies.filter(({ country }) => datasetIds.some((id) => draft.data[id]?.country === country));
  const goTo = (id: string) => document.getElementById(`step-${id}`)?.focus();
  const submit = () => {
    setChecked(true);
    const open = steps.find((step) => faultsIn(step, faults) > 0);
    if (open !== undefined) goTo(open.id);
    else
      submission.mutate(
        { draft, datasetIds, bodies, answers },
        {
          onSuccess: () => {
            if (answers?.kind === "completes") return;
            localStorage.removeItem(slot);
            if (answers !== null) return;
            basket.clear();
            setDraft(EMPTY_DRAFT);
          },
        },
      );
  };
  const fault = (place: string, value?: string) => {
    const found = faults.get(place);
    if (value === "" && found !== undefined) return isChecked ? "This is needed." : undefined;
    return isChecked || value !== undefined ? found : undefined;
  };
  const render = (id: string, number: number) => {
    const props = { number, draft, change, fault };
    switch (id) {
      case "lane":
        return <LaneStep {...props} />;
      case "applicant":
        return <ApplicantStep {...props} />;
      case "purpose":
        return <UseStep {...props} />;
      case "data":
        return (
          <DataStep
            {...{ ...props, datasetIds, bodies }}
            onRemove={answers === null ? (datasetId) => basket.put(datasetId, false) : undefined}
          />
        );
      case "format":
        return <FormatStep {...props} />;
      case "statistic":
        return <StatisticStep {...props} />;
      case "safeguards":
        return <SafeguardsStep {...props} />;
      case "persons":
        return <PersonsStep {...props} />;
      case "duration":
        return <DurationStep {...props} />;
      case "ethics":
        return <EthicsStep {...props} />;
      default:
        return <AttestStep {...props} />;
    }
  };
  return (
    <div className="columns">
      <div className="stack">
        {isKept ? null : <NotKeptNotice />}
        {steps.map((step, index) => (
          <div className="step-anchor" id={`step-${step.id}`} key={step.id} tabIndex={-1}>
            {render(step.id, index + 1)}
          </div>
        ))}
      </div>
      <div className="aside">
        <ApplySummary
          {...{ lane: draft.lane, steps, faults, bodies: asked, submission }}
          onSubmit={submit}
          onStep={goTo}
        />
      </div>
    </div>
  );
}
