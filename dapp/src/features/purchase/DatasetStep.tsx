import type { DatasetSummary } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { Field } from "../../ui/Field.tsx";
import { BudgetGauge } from "../dataset/BudgetGauge.tsx";
import { FormStep } from "./FormStep.tsx";

/**
 * Which hospitals' data the order is made from: all datasets with the same variables can go together. `leastDatasets` null: all of them must be in;
 * undefined: that is not for this kind of order to choose.
 */
export function DatasetStep({
  candidates,
  chosenIds,
  leastDatasets,
  askedMicro,
  error,
  onChange,
  onLeast,
}: {
  candidates: readonly DatasetSummary[];
  chosenIds: readonly string[];
  leastDatasets: number | null | undefined;
  askedMicro: bigint;
  error?: string | undefined;
  onChange: (ids: string[]) => void;
  onLeast: (least: number | null) => void;
}) {
  return (
    <FormStep number={1} title="Datasets" error={error}>
      {candidates.length > 1 ? (
        <p className="small soft">
          These share the same variables. More hospitals give records that fit more patients, at the same
          privacy for each.
        </p>
      ) : null}
      <div className="choices">
        {candidates.map((dataset) => {
          const isChosen = chosenIds.includes(dataset.id);
          return (
            <label className="choice" key={dataset.id}>
              <input
                type="checkbox"
                checked={isChosen}
                onChange={() =>
                  onChange(
                    isChosen ? chosenIds.filter((id) => id !== dataset.id) : [...chosenIds, dataset.id],
                  )
                }
              />
              <span className="choice__body">
                <span className="row row--between">
                  <span className="choice__title">{dataset.title}</span>
                  <span className="number">{formatSym(dataset.priceWei)} SYM</span>
                </span>
                <span className="choice__text">
                  {dataset.records === null ? "" : `${formatNumber(dataset.records)} patients`}
                </span>
                <BudgetGauge budget={dataset.budget} askedMicro={isChosen ? askedMicro : 0n} />
              </span>
            </label>
          );
        })}
      </div>
      {leastDatasets === undefined || chosenIds.length < 2 ? null : (
        <Field
          label="If a hospital does not take part"
          hint="A hospital may be offline or have too few patients. One that is left out is not charged, and its part of the price comes back to you."
        >
          {(field) => (
            <select
              {...field}
              className="input"
              value={leastDatasets ?? chosenIds.length}
              onChange={(event) => {
                const least = Number(event.target.value);
                onLeast(least === chosenIds.length ? null : least);
              }}
            >
              <option value={chosenIds.length}>
                Give my money back: {chosenIds.length === 2 ? "both" : `all ${chosenIds.length}`} are needed
              </option>
              {chosenIds.slice(1).map((id, i) => {
                const least = chosenIds.length - 1 - i;
                return (
                  <option key={id} value={least}>
                    Go on with {least === 1 ? "one of them" : `${least} of them or more`}
                  </option>
                );
              })}
            </select>
          )}
        </Field>
      )}
    </FormStep>
  );
}
