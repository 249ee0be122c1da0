/** How a data set of the shared data folder is measured. */
export type TableSpec = {
  readonly file: string;
  /** Columns left out: identifiers, and what has one value after `only`. */
  readonly drop: readonly string[];
  /** Keeps the records with this value, so that there is one per patient. */
  readonly only?: { readonly column: string; readonly value: string };
  /** Columns coded by number whose codes are ordered (the schema says so of all others). */
  readonly ordered?: readonly string[];
  readonly target: string;
  readonly positive: string;
  /** Columns that the learner does not see. */
  readonly without: readonly string[];
};

/** The tables of `npm run bench -- dp`: UCI Adult for the anchors, and clinical cohorts with death as target. */
export const tables: Readonly<Record<string, TableSpec>> = {
  adult: {
    file: "adult/adult",
    drop: [],
    ordered: ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"],
    target: "income>50K",
    positive: "1",
    without: [],
  },
  rotterdam: {
    file: "breast/rotterdam",
    drop: ["pid"],
    target: "death",
    positive: "1",
    without: ["rtime", "dtime", "recur"],
  },
  flchain: {
    file: "flchain/flchain",
    drop: [],
    target: "death",
    positive: "1",
    without: ["futime", "chapter"],
  },
  nafld: {
    file: "nafld/nafld_subject",
    drop: ["id", "case_id"],
    target: "status",
    positive: "1",
    without: ["futime"],
  },
  pbc: { file: "pbc/pbc", drop: ["id"], target: "status", positive: "dead", without: ["time"] },
  // Two records per patient, one for each endpoint: death only, so that a record is a patient.
  colon: {
    file: "colon/colon",
    drop: ["id", "etype"],
    only: { column: "etype", value: "death" },
    target: "status",
    positive: "1",
    without: ["time"],
  },
};
