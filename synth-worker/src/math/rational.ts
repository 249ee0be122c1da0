/** An exact fraction num / den with den > 0. Variances and probabilities are rationals so that no float enters a privacy proof. */
export type Rational = { readonly num: bigint; readonly den: bigint };
