import { AGGREGATE, type StatisticTerm } from "@symbolon/protocol";
import type { NewtonFit } from "./newtonStatistic.ts";
import type { PrivacyLabel } from "./privacyLabel.ts";
import { termName, termScale } from "./termReader.ts";

/** What is released of a fitted model. Coefficients are in the columns' own units; null: terms before it determine the term. */
export type ModelResult = {
  readonly privacy: PrivacyLabel;
  readonly terms: readonly {
    readonly term: string;
    readonly coefficient: number | null;
    readonly standardError: number | null;
  }[];
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  readonly records: number;
  readonly events: number;
  readonly evaluations: number;
};

/** A fit whose coefficients from `first` on are those of the scaled terms, in the columns' own units. */
export function modelResult(fit: NewtonFit, terms: readonly StatisticTerm[], first: number): ModelResult {
  const { coefficients, standardErrors, ...rest } = fit;
  return {
    privacy: { label: AGGREGATE },
    terms: terms.map((term, j) => {
      const { half } = termScale(term);
      const unscaled = (value: number | null) => (value === null ? null : value / half);
      return {
        term: termName(term),
        coefficient: unscaled(coefficients[first + j]!),
        standardError: unscaled(standardErrors[first + j]!),
      };
    }),
    ...rest,
  };
}
