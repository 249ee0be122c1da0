import { Field } from "../../ui/Field.tsx";
import { FormStep } from "./FormStep.tsx";
import type { Thresholds } from "./purchaseDraft.ts";

const DAY_SECONDS = 86_400;
const PERIODS = [
  [30 * DAY_SECONDS, "30 days"],
  [365 * DAY_SECONDS, "1 year"],
  [5 * 365 * DAY_SECONDS, "5 years"],
] as const;

/**
 * How long downloads stay open and which quality the file must reach to be paid for, in differences of `compared` (variables of a file, features of
 * images); `thresholds` null: a statistic, which is held against no records.
 */
export function TermsStep({
  number,
  accessSeconds,
  thresholds,
  compared,
  error,
  onChange,
}: {
  number: number;
  accessSeconds: number;
  thresholds: Thresholds | null;
  compared: "variables" | "features";
  error?: string | undefined;
  onChange: (change: { accessSeconds?: number; thresholds?: Thresholds }) => void;
}) {
  const limits = [
    ["maxMeanTvd1", `Single ${compared} may differ by`],
    ["maxMeanTvd2", `Pairs of ${compared} may differ by`],
    ["maxMiaAuc", "Membership attack may be right in"],
  ] as const;
  return (
    <FormStep number={number} title="Delivery" error={error}>
      <Field
        label="Download period"
        hint="Counted from delivery and fixed on chain; nobody can shorten it later. You can renew it."
      >
        {(field) => (
          <select
            {...field}
            className="input"
            value={accessSeconds}
            onChange={(event) => onChange({ accessSeconds: Number(event.target.value) })}
          >
            {PERIODS.map(([seconds, label]) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {thresholds === null ? null : (
        <details>
          <summary>Quality you ask for</summary>
          <div className="stack stack--tight">
            <p className="small soft">
              An independent evaluator measures these. If the file misses one of them you get your money back.
            </p>
            <div className="facts facts--form">
              {limits.map(([name, label]) => (
                <Field key={name} label={label}>
                  {(field) => (
                    <input
                      {...field}
                      className="input"
                      type="number"
                      inputMode="decimal"
                      min={0}
                      max={1}
                      step={0.01}
                      value={Number.isNaN(thresholds[name]) ? "" : thresholds[name]}
                      onChange={(event) =>
                        onChange({ thresholds: { ...thresholds, [name]: event.target.valueAsNumber } })
                      }
                    />
                  )}
                </Field>
              ))}
            </div>
          </div>
        </details>
      )}
    </FormStep>
  );
}
