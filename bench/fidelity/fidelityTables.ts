/** How a data set of the shared data folder is synthesised and judged. */
export type FidelityTable = {
  readonly file: string;
  /** Identifiers, left out. */
  readonly drop: readonly string[];
  /** Columns of numbers where no schema says so. */
  readonly numbers?: readonly string[];
  readonly target: string;
  readonly positive: string;
  /** Columns that give the target away, such as follow-up times; the classifier does not see them. */
  readonly without: readonly string[];
  /** Most important pair first. */
  readonly survival: readonly { readonly time: string; readonly event: string; readonly level: string }[];
  /** Covariates of the Cox model of the first pair, where it is judged. */
  readonly covariates?: readonly string[];
};

/** The tables of `npm run bench -- fidelity`: UCI Adult (private-pgm's coding) and three clinical cohorts of R's survival package. */
export const fidelityTables: Readonly<Record<string, FidelityTable>> = {
  adult: {
    file: "adult/adult",
    drop: [],
    numbers: ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"],
    target: "income>50K",
    positive: "1",
    without: [],
    survival: [],
  },
  rotterdam: {
    file: "breast/rotterdam",
    drop: ["pid"],
    target: "death",
    positive: "1",
    without: ["rtime", "dtime", "recur"],
    survival: [
      { time: "dtime", event: "death", level: "1" },
      { time: "rtime", event: "recur", level: "1" },
    ],
    covariates: ["age", "size", "grade", "nodes", "hormon", "chemo"],
  },
  nafld: {
    file: "nafld/nafld_subject",
    drop: ["id", "case_id"],
    target: "status",
    positive: "1",
    without: ["futime"],
    survival: [{ time: "futime", event: "status", level: "1" }],
  },
  flchain: {
    file: "flchain/flchain",
    drop: [],
    target: "death",
    positive: "1",
    without: ["futime", "chapter"],
    survival: [{ time: "futime", event: "death", level: "1" }],
  },
};
