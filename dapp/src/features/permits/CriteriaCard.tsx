import { CRITERIA, openCriteria, type Proceeding, RISKS } from "@symbolon/protocol";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { CRITERION_TEXTS, RISK_TEXTS } from "./caseTexts.ts";
import type { DeskProps } from "./deskProps.ts";
import { FindingForm } from "./FindingForm.tsx";

const FINDINGS: Readonly<Record<string, readonly [string, Tone]>> = {
  met: ["Met", "good"],
  "not-met": ["Not met", "bad"],
  "not-applicable": ["Not applicable", "neutral"],
};

/** The eight criteria of Art. 68(1), one by one, and the two risks of 68(2); a permit needs all of them. */
export function CriteriaCard({ state, act }: DeskProps<Proceeding>) {
  const open = openCriteria(state).length + RISKS.filter((risk) => state.risks[risk] !== true).length;
  return (
    <Card
      title="Criteria and risks"
      lead="Notes are read by the parties: name nobody."
      end={<Badge tone={open === 0 ? "good" : "warn"}>{open === 0 ? "All found" : `${open} open`}</Badge>}
    >
      <ul className="findings">
        {CRITERIA.map((criterion) => {
          const found = state.criteria[criterion];
          const options = ["f", "g"].includes(criterion)
            ? (["met", "not-met", "not-applicable"] as const)
            : (["met", "not-met"] as const);
          return (
            <FindingForm
              key={criterion}
              name={`Criterion (${criterion})`}
              text={CRITERION_TEXTS[criterion]}
              badge={found === undefined ? ["Open", "warn"] : FINDINGS[found.finding]!}
              note={found?.note ?? ""}
              options={options.map((value) => [value, FINDINGS[value]![0]] as const)}
              isBusy={act.isPending}
              onRecord={(value, note) =>
                act.mutate({
                  act: {
                    kind: "criterion-recorded",
                    criterion,
                    finding: options.find((option) => option === value) ?? "not-met",
                    note,
                  },
                })
              }
            />
          );
        })}
        {RISKS.map((risk) => {
          const found = state.risks[risk];
          return (
            <FindingForm
              key={`risk-${risk}`}
              name={`Risk (${risk})`}
              text={RISK_TEXTS[risk]}
              badge={
                found === undefined
                  ? ["Open", "warn"]
                  : found
                    ? ["Mitigated", "good"]
                    : ["Not mitigated", "bad"]
              }
              note=""
              options={[
                ["yes", "Mitigated"],
                ["no", "Not mitigated"],
              ]}
              isBusy={act.isPending}
              onRecord={(value, note) =>
                act.mutate({ act: { kind: "risk-recorded", risk, mitigated: value === "yes", note } })
              }
            />
          );
        })}
      </ul>
    </Card>
  );
}
