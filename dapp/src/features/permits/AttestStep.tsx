import { PROHIBITED_USES } from "@symbolon/protocol";
import { FormStep } from "../purchase/FormStep.tsx";
import type { StepProps } from "./stepProps.ts";

/** The five prohibited uses (Art. 54), attested each on its own, and the undertaking not to re-identify (Art. 61(3)). */
export function AttestStep({ number, draft, change, fault }: StepProps) {
  const { attestations, noReidentification } = draft;
  return (
    <FormStep
      number={number}
      title="Attestations"
      error={fault("attestations") ?? fault("noReidentification")}
    >
      <fieldset className="stack stack--tight" aria-label="The data will not be used for">
        <p className="small soft">The data will be used for none of these (Art. 54):</p>
        {PROHIBITED_USES.map(({ point, code, label }) => {
          const isAttested = attestations.includes(code);
          return (
            <label className="check" key={code}>
              <input
                type="checkbox"
                checked={isAttested}
                onChange={() =>
                  change({
                    attestations: isAttested
                      ? attestations.filter((each) => each !== code)
                      : [...attestations, code],
                  })
                }
              />
              <span>
                {label} <span className="quiet">({point})</span>
              </span>
            </label>
          );
        })}
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={noReidentification}
          onChange={(event) => change({ noReidentification: event.target.checked })}
        />
        <span>
          Nobody will be re-identified, nor tried to be <span className="quiet">(Art. 61(3))</span>
        </span>
      </label>
    </FormStep>
  );
}
