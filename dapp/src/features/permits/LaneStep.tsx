import { FormStep } from "../purchase/FormStep.tsx";
import type { StepProps } from "./stepProps.ts";

const LANES = [
  {
    lane: "permit",
    title: "A data permit (Art. 67)",
    text: "To work with records in a secure environment, or to order synthetic records made from them. Persons are named.",
  },
  {
    lane: "request",
    title: "A statistical answer (Art. 69)",
    text: "The access body counts for you and answers with an anonymised table. Nobody gets access to records.",
  },
] as const;

/** Which of the two procedures is begun. */
export function LaneStep({ number, draft, change }: StepProps) {
  return (
    <FormStep number={number} title="What you ask for">
      <div className="choices">
        {LANES.map(({ lane, title, text }) => (
          <label className="choice" key={lane}>
            <input type="radio" name="lane" checked={draft.lane === lane} onChange={() => change({ lane })} />
            <span className="choice__body">
              <span className="choice__title">{title}</span>
              <span className="choice__text">{text}</span>
            </span>
          </label>
        ))}
      </div>
    </FormStep>
  );
}
