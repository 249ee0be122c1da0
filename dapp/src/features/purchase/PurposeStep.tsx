import { purposeReference, purposesOf } from "../../format/purposes.ts";
import { FormStep } from "./FormStep.tsx";

/** What the records will be used for; only purposes that every chosen provider allows. */
export function PurposeStep({
  number,
  commonMask,
  purposeMask,
  error,
  onChange,
}: {
  number: number;
  commonMask: number;
  purposeMask: number;
  error?: string | undefined;
  onChange: (mask: number) => void;
}) {
  const purposes = purposesOf(commonMask);
  return (
    <FormStep number={number} title="Purpose" error={error}>
      {purposes.length === 0 ? (
        <p className="small soft">The chosen datasets have no purpose in common.</p>
      ) : (
        <div className="choices">
          {purposes.map((purpose) => (
            <label className="choice" key={purpose.code}>
              <input
                type="radio"
                name="purpose"
                checked={purposeMask === 1 << purpose.bit}
                onChange={() => onChange(1 << purpose.bit)}
              />
              <span className="choice__body">
                <span className="choice__title">{purpose.label}</span>
                <span className="choice__text">
                  {purposeReference(purpose)}
                  {purpose.publicBodiesOnly ? ", for public bodies only" : ""}
                </span>
              </span>
            </label>
          ))}
        </div>
      )}
    </FormStep>
  );
}
