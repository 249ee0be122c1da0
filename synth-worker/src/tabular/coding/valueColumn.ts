/**
 * One column of a block of decoded rows. Categorical: `labels[codes[row]]` is the text, null where missing. Number: multiples of
 * 10^-decimals, NaN where missing.
 */
export type ValueColumn =
  | {
      readonly name: string;
      readonly kind: "categorical";
      readonly labels: readonly (string | null)[];
      readonly codes: Uint16Array;
    }
  | {
      readonly name: string;
      readonly kind: "number";
      readonly decimals: number;
      readonly values: Float64Array;
    };
