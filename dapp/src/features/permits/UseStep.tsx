import { PURPOSES } from "@symbolon/protocol";
import { purposeReference } from "../../format/purposes.ts";
import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import type { StepProps } from "./stepProps.ts";

/** What the data are for: the register's summary, purposes of Art. 53(1), and the use in words (Art. 67(2)(b), (c)). */
export function UseStep({ number, draft, change, fault }: StepProps) {
  const { purposes, title, text, explanation, benefit, contribution } = draft;
  return (
    <FormStep number={number} title="Purpose and use" error={fault("purposes", purposes.join())}>
      <TextInput
        label="Title"
        hint="Title and summary are in the public register at once: name nobody in them."
        value={title}
        error={fault("summary.title", title)}
        onChange={(next) => change({ title: next })}
      />
      <TextInput
        label="Summary for everybody"
        rows={2}
        value={text}
        error={fault("summary.text", text)}
        onChange={(next) => change({ text: next })}
      />
      <fieldset className="choices choices--two" aria-label="Purposes of Art. 53(1)">
        {PURPOSES.map((purpose) => {
          const isChosen = purposes.includes(purpose.code);
          return (
            <label className="choice" key={purpose.code}>
              <input
                type="checkbox"
                checked={isChosen}
                onChange={() =>
                  change({
                    purposes: isChosen
                      ? purposes.filter((code) => code !== purpose.code)
                      : [...purposes, purpose.code],
                  })
                }
              />
              <span className="choice__body">
                <span className="choice__title">{purpose.label}</span>
                <span className="choice__text">
                  {purposeReference(purpose)}
                  {purpose.publicBodiesOnly ? " · public bodies and who acts for them" : ""}
                </span>
              </span>
            </label>
          );
        })}
      </fieldset>
      <TextInput
        label="How the data will be used"
        rows={3}
        value={explanation}
        error={fault("use.explanation", explanation)}
        onChange={(next) => change({ explanation: next })}
      />
      <TextInput
        label="Expected benefit"
        rows={2}
        value={benefit}
        error={fault("use.benefit", benefit)}
        onChange={(next) => change({ benefit: next })}
      />
      <TextInput
        label="How the benefit serves the purposes"
        rows={2}
        value={contribution}
        error={fault("use.contribution", contribution)}
        onChange={(next) => change({ contribution: next })}
      />
    </FormStep>
  );
}
