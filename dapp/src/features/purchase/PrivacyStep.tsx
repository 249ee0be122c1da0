import { splitRho } from "@symbolon/protocol";
import type { ReactNode } from "react";
import { formatPercent } from "../../format/formatNumber.ts";
import { formatRho } from "../../format/formatRho.ts";
import { bestGuessAccuracy, epsilonWord, formatDelta, oneIn } from "../../format/privacyMeaning.ts";
import { Field } from "../../ui/Field.tsx";
import { FormStep } from "./FormStep.tsx";

const EPSILONS = [0.5, 1, 2, 4] as const;
const DELTAS = [1e-5, 1e-6, 1e-8] as const;

/** Privacy of the order, with what the numbers promise to a patient and what they cost in accuracy (`prediction`). `isFile`: a part pays for judging it. */
export function PrivacyStep({
  number,
  epsilon,
  delta,
  askedMicro,
  isFile,
  prediction,
  error,
  onChange,
}: {
  number: number;
  epsilon: number;
  delta: number;
  askedMicro: bigint | null;
  isFile: boolean;
  prediction: ReactNode;
  error?: string | undefined;
  onChange: (change: { epsilon?: number; delta?: number }) => void;
}) {
  return (
    <FormStep number={number} title="Privacy" error={error}>
      <div className="row" role="radiogroup" aria-label="Epsilon presets">
        {EPSILONS.map((preset) => (
          <label className="choice choice--chip" key={preset}>
            <input
              type="radio"
              name="epsilon"
              checked={epsilon === preset}
              onChange={() => onChange({ epsilon: preset })}
            />
            <span className="choice__title number">
              ε {preset} <span className="quiet">{epsilonWord(preset).toLowerCase()}</span>
            </span>
          </label>
        ))}
      </div>
      {askedMicro === null ? null : (
        <div className="meaning" aria-live="polite">
          <span className="meaning__figure">{formatPercent(bestGuessAccuracy(epsilon, delta), 0)}</span>
          <p>
            is the most often anyone can be right who guesses from your result whether one given patient took
            part. A coin is right 50 % of the time. The promise covers everything a patient contributed, with
            a {oneIn(delta)} allowance.
          </p>
        </div>
      )}
      {prediction}
      <div className="facts facts--form">
        <Field label="Epsilon" hint="Smaller hides patients better; larger keeps more detail.">
          {(field) => (
            <input
              {...field}
              className="input"
              type="number"
              inputMode="decimal"
              min={0.01}
              max={20}
              step="any"
              value={Number.isNaN(epsilon) ? "" : epsilon}
              onChange={(event) => onChange({ epsilon: event.target.valueAsNumber })}
            />
          )}
        </Field>
        <Field label="Delta" hint="How much of the promise may fail, at most.">
          {(field) => (
            <select
              {...field}
              className="input"
              value={delta}
              onChange={(event) => onChange({ delta: Number(event.target.value) })}
            >
              {DELTAS.map((value) => (
                <option key={value} value={value}>
                  {formatDelta(value)} ({oneIn(value)})
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {askedMicro === null ? null : (
        <p className="small quiet">
          On the ledger this is {formatRho(askedMicro)} of every chosen dataset's budget.
          {isFile
            ? ` A tenth of it, ${formatRho(splitRho(askedMicro).scoresMicro)}, pays for the evaluation.`
            : ""}
        </p>
      )}
    </FormStep>
  );
}
