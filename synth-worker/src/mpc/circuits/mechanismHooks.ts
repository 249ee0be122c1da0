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
  | {
      readonly kind: "measurement";
      readonly round: number;
      readonly cliques: readonly number[];
      readonly coins: number;
    };

/** What a mechanism asks of the layer above. All three parties must answer alike: everything it is told and answers is public. */
export type MechanismHooks = {
  /** Called before each opening; the ledger entry must stand when it returns. What it throws ends the mechanism with nothing opened. */
  readonly charge: (charge: MechanismCharge) => Promise<void> | void;
  /** Called with each opened table, in the order of the clique's cells. */
  readonly measured: (table: {
    readonly round: number;
    readonly clique: number;
    readonly counts: Float64Array;
    readonly coins: number;
  }) => Promise<void> | void;
};
