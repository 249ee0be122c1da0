import type { MeasuredPart } from "./measuredPart.ts";

/** A part in the words of a document. */
export type PartDocument = {
  readonly what: string;
  readonly cells: number;
  readonly squaredSensitivity: string;
  readonly most: number;
  readonly signed: boolean;
  readonly sigma: { readonly num: string; readonly den: string };
};

/** A part with its whole numbers as decimal text, as documents and digests have them. */
export function partDocument({ squaredSensitivity, sigma, ...part }: MeasuredPart): PartDocument {
  return {
    what: part.what,
    cells: part.cells,
    squaredSensitivity: squaredSensitivity.toString(),
    most: part.most,
    signed: part.signed,
    sigma: { num: sigma.num.toString(), den: sigma.den.toString() },
  };
}
