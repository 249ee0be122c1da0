import { PURPOSES } from "@symbolon/protocol";
import { epsilonOf } from "@symbolon/synth-worker/accounting";
import { formatDecimal, formatNumber, formatPercent } from "../../format/formatNumber.ts";
import { bestGuessAccuracy } from "../../format/privacyMeaning.ts";
import { purposeReference } from "../../format/purposes.ts";
import { READING_DELTA } from "../../format/readingEpsilon.ts";
import { Card } from "../../ui/Card.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { DataUseFields } from "./DataUseFields.tsx";
import type { DraftFaults } from "./draft/draftFaults.ts";
import { LEGAL_BASES } from "./draft/legalBases.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";
import { rhoOf } from "./draft/rhoOf.ts";
import { PriceFields } from "./PriceFields.tsx";

const LANES = [
  {
    lane: "commercial",
    title: "Market, by consent",
    text: "Patients consented; you set the price. Consents are anchored as one root and each can be withdrawn.",
  },
  {
    lane: "ehds",
    title: "EHDS, by data permit",
    text: "A health data access body decides who may use it; you are paid your costs (Art. 62). Patients can opt out.",
  },
] as const;
/** An order at this epsilon is what a budget is counted in for reading. */
const USUAL_EPSILON = 1;

/** Step 4: who may use it for what, what it costs, and how much privacy may be spent. */
export function TermsStep({
  draft,
  faults,
  onChange,
}: {
  draft: PublishDraft;
  faults: DraftFaults;
  onChange: (part: Partial<PublishDraft>) => void;
}) {
  const setLane = (lane: PublishDraft["lane"]) => {
    const isUntouched = Object.values(LEGAL_BASES).some((basis) => basis === draft.legalBasis);
    onChange({ lane, ...(isUntouched ? { legalBasis: LEGAL_BASES[lane] } : {}) });
  };
  return (
    <div className="stack">
      <Card title="Access" lead="A dataset stays in its lane.">
        <div className="choices" role="radiogroup" aria-label="Access lane">
          {LANES.map(({ lane, title, text }) => (
            <label className="choice" key={lane}>
              <input type="radio" name="lane" checked={draft.lane === lane} onChange={() => setLane(lane)} />
              <span className="choice__body">
                <span className="choice__title">{title}</span>
                <span className="choice__text">{text}</span>
              </span>
            </label>
          ))}
        </div>
      </Card>
      <Card title="Purposes" lead="Only orders for one of these can be placed; the contracts check it.">
        <div className="stack">
          <fieldset aria-label="Purposes">
            {PURPOSES.map((purpose) => (
              <label className="check" key={purpose.code}>
                <input
                  type="checkbox"
                  checked={(draft.purposesMask & (1 << purpose.bit)) !== 0}
                  onChange={() => onChange({ purposesMask: draft.purposesMask ^ (1 << purpose.bit) })}
                />
                <span>
                  {purpose.label}{" "}
                  <span className="quiet">
                    {purposeReference(purpose)}
                    {purpose.publicBodiesOnly ? ", public bodies only" : ""}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          {faults.purposesMask === undefined ? null : (
            <p className="field__error" role="alert">
              {faults.purposesMask}
            </p>
          )}
          <DataUseFields draft={draft} faults={faults} onChange={onChange} />
          <TextInput
            label="Licence of the synthetic records"
            hint="Its address; CC BY 4.0 by default."
            type="url"
            value={draft.licence}
            error={faults.licence}
            onChange={(licence) => onChange({ licence })}
          />
        </div>
      </Card>
      <PriceFields draft={draft} faults={faults} onChange={onChange} />
      <BudgetFields draft={draft} faults={faults} onChange={onChange} />
    </div>
  );
}

function BudgetFields({
  draft,
  faults,
  onChange,
}: {
  draft: PublishDraft;
  faults: DraftFaults;
  onChange: (part: Partial<PublishDraft>) => void;
}) {
  const rho = rhoOf(draft.epsilon);
  const usual = rhoOf(String(USUAL_EPSILON))!;
  const epsilon = rho === null ? null : epsilonOf(rho, READING_DELTA);
  return (
    <Card
      title="Privacy budget"
      lead="What all results together may ever say about one patient. Each order spends a part; the chain refuses what goes beyond. It cannot be raised for the same records."
    >
      <div className="stack">
        <div className="facts facts--form">
          <TextInput
            label="Whole budget, as epsilon"
            hint="At δ = 1 in 1,000,000. Smaller protects more."
            inputMode="decimal"
            value={draft.epsilon}
            error={faults.epsilon}
            onChange={(text) => onChange({ epsilon: text })}
          />
          <TextInput
            label="Most for one buyer"
            hint="Empty: all of it."
            inputMode="decimal"
            value={draft.epsilonPerBuyer}
            error={faults.epsilonPerBuyer}
            onChange={(epsilonPerBuyer) => onChange({ epsilonPerBuyer })}
          />
        </div>
        {rho === null || epsilon === null ? null : (
          <div className="meaning" aria-live="polite">
            <span className="meaning__figure">
              {formatPercent(bestGuessAccuracy(epsilon, READING_DELTA), 0)}
            </span>
            <p>
              is the most often anyone can be right who guesses, from everything that is ever made of these
              records, whether one given patient is among them. A coin is right 50 % of the time. It is enough
              for {formatNumber(rho / usual)} orders at ε {formatDecimal(USUAL_EPSILON)}.
            </p>
          </div>
        )}
      </div>
    </Card>
  );
}
