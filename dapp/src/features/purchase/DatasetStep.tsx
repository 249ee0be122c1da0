import type { DatasetSummary } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { BudgetGauge } from "../dataset/BudgetGauge.tsx";
import { FormStep } from "./FormStep.tsx";

/** Which hospitals' data the order is made from: all datasets with the same variables can go together. */
export function DatasetStep({
  candidates,
  chosenIds,
  askedMicro,
  error,
  onChange,
}: {
  candidates: readonly DatasetSummary[];
  chosenIds: readonly string[];
  askedMicro: bigint;
  error?: string | undefined;
  onChange: (ids: string[]) => void;
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
    </FormStep>
  );
}
