import type { OutcomeShape } from "./outcomeShape.ts";

/** Parts of the time grid, of equal numbers of bins, between which effects may differ and in which the outcome is measured with covariates. */
const PHASES = 2;

/** What is told apart of an outcome where covariates matter: whether it is the event that is asked for (0) or another (1), and the part of the time grid. */
export type OutcomeKinds = {
  readonly phases: number;
  /** Per level of the outcome. */
  readonly kindOf: Uint8Array;
  readonly phaseOf: Uint8Array;
  /** Measured group of every level: kind x phases + phase. A function of the shape alone, hence public. */
  readonly groupOf: Uint16Array;
};

/** See OutcomeKinds. */
export function outcomeKinds({ events, bins, target }: OutcomeShape): OutcomeKinds {
  const phases = Math.min(PHASES, bins);
  const levels = events * bins;
  const kindOf = Uint8Array.from({ length: levels }, (_, level) =>
    Number(Math.floor(level / bins) !== target),
  );
  const phaseOf = Uint8Array.from({ length: levels }, (_, level) =>
    Math.floor(((level % bins) * phases) / bins),
  );
  return {
    phases,
    kindOf,
    phaseOf,
    groupOf: Uint16Array.from(kindOf, (kind, level) => kind * phases + phaseOf[level]!),
  };
}
