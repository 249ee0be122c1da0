/** What is about to be opened, and what its noise is: enough to charge it (mechanismCost). */
export type MechanismCharge =
  | {
      readonly kind: "selection";
      readonly round: number;
      /** Score units that one patient moves a score by, at most. */
      readonly sensitivity: number;
      readonly scale: number;
      readonly candidates: number;
    }
  | { readonly kind: "measurement"; readonly clique: number; readonly coins: number };

/** Makes an opening ready and shows nothing; only what it gives opens. */
export type Preparation<T> = () => Promise<() => Promise<T>>;

/**
 * What a mechanism asks of the layer above, once for each opening. The layer answers in one of three ways: it prepares, puts the charge on record
 * and then opens; it says what an earlier attempt opened there, and prepares nothing; or null, for an opening that there is no budget for,
 * which ends the mechanism. What it throws ends it too, with nothing opened. All three parties must answer alike: everything
 * they are told and answer is public.
 */
export type MechanismHooks = {
  /** A choice: the clique. */
  readonly choose: (
    charge: MechanismCharge & { kind: "selection" },
    prepare: Preparation<number>,
  ) => Promise<number | null>;
  /** A table: counts with noise, in the order of the clique's cells. */
  readonly measure: (
    charge: MechanismCharge & { kind: "measurement" },
    prepare: Preparation<Float64Array>,
  ) => Promise<Float64Array | null>;
};
