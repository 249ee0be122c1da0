/** A survival pair as one column of levels: event x `bins` + bin of the time grid (patientCoding). */
export type OutcomeShape = {
  readonly events: number;
  readonly bins: number;
  /** The event whose hazard is asked for; every other one ends the time without it. */
  readonly target: number;
};
