/** One run in its own process. */
export type EhrJob =
  | {
      readonly kind:
        | "pbc"
        | "pbc-private"
        | "nafld"
        | "nafld-private"
        | "nafld-attack"
        | "pbc-attack"
        | "joint";
      readonly seed: number;
    }
  | { readonly kind: "import"; readonly patients: number };

/** Figures by name; every name carries its unit or is a number without one. */
export type EhrFigures = Readonly<Record<string, number>>;

/** Leaf of the high-fidelity runs, chosen on their bars and attacks; PBC has 312 patients, NAFLD 17,549. */
export const LEAF = { pbc: 75, nafld: 50 } as const;
/** Times that a cohort is halved for one attack figure. */
export const HALVINGS = { pbc: 16, nafld: 1 } as const;
/** What the private runs promise; delta is below one over the patients. */
export const PRIVACY = {
  pbc: { epsilon: 3, delta: 1e-4 },
  nafld: { epsilon: 1, delta: 1e-6 },
} as const;
