import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import type { StepProps } from "./stepProps.ts";

const FORMATS = [
  [false, "Anonymised", "The rule. Nobody can be told from the data."],
  [true, "Pseudonymised", "Only where anonymised data would not do; say why, and on which lawful basis."],
] as const;

/** In which format the data are needed (Art. 67(2)(e), 67(4)), and datasets brought along (67(2)(f)). */
export function FormatStep({ number, draft, change, fault }: StepProps) {
  const { isPseudonymised, formatJustification, formatLawfulBasis, ownDatasets } = draft;
  return (
    <FormStep number={number} title="Format">
      <div className="choices choices--two">
        {FORMATS.map(([value, title, text]) => (
          <label className="choice" key={title}>
            <input
              type="radio"
              name="format"
              checked={isPseudonymised === value}
              onChange={() => change({ isPseudonymised: value })}
            />
            <span className="choice__body">
              <span className="choice__title">{title}</span>
              <span className="choice__text">{text}</span>
            </span>
          </label>
        ))}
      </div>
      {isPseudonymised ? (
        <>
          <TextInput
            label="Why anonymised data would not do"
            rows={2}
            value={formatJustification}
            error={fault("dataFormat.justification", formatJustification)}
            onChange={(next) => change({ formatJustification: next })}
          />
          <TextInput
            label="Lawful basis under Art. 6(1) GDPR"
            rows={2}
            value={formatLawfulBasis}
            error={fault("dataFormat.lawfulBasis", formatLawfulBasis)}
            onChange={(next) => change({ formatLawfulBasis: next })}
          />
        </>
      ) : null}
      <TextInput
        label="Datasets of your own that you bring along"
        hint="One in each line; leave empty if there are none."
        rows={2}
        value={ownDatasets}
        error={fault("ownDatasets")}
        onChange={(next) => change({ ownDatasets: next })}
      />
    </FormStep>
  );
}
