import type { MixedTable } from "../../math/mixedTable.ts";
import type { Binner } from "../coding/binner.ts";
import type { ResidualsOf } from "../coding/martingaleResiduals.ts";
import type { DonorTree } from "../growth/donorTree.ts";

/** A table with its bins, column by column; after its own columns come the residuals of survival pairs, which are predictors only. */
export type CodedTable = {
  readonly table: MixedTable;
  readonly binners: readonly Binner[];
  readonly bins: readonly Uint8Array[];
};

/** Columns of a time, and of the event whose level `eventCode` is the one that is not censoring. */
export type SurvivalPair = { readonly time: number; readonly event: number; readonly eventCode: number };

/** What one group of trees gives cells to: levels, whether a number is there, a number, or a time and its event at once. */
export type Step =
  | { readonly kind: "level"; readonly column: number }
  | { readonly kind: "missing"; readonly column: number }
  | { readonly kind: "number"; readonly column: number }
  | {
      readonly kind: "survival";
      readonly column: number;
      readonly event: number;
      readonly eventCode: number;
    };

/** A tree and, per predictor, the order of its bins in the tree (null: their own). */
export type RankedTree = { readonly tree: DonorTree; readonly ranks: readonly (Uint8Array | null)[] };

/** A step with the columns it looks at and its trees; every row is given to one of them. */
export type FittedStep = {
  readonly step: Step;
  readonly predictors: readonly number[];
  readonly trees: readonly RankedTree[];
};

/**
 * A generator of the high-fidelity class. NOT differentially private, and NEVER to be published or handed out: it holds the training records
 * themselves, whose cells are the donors. Only sampled rows may leave the house, and only after the calibration by attack.
 */
export type TreesModel = {
  readonly differentiallyPrivate: false;
  readonly coded: CodedTable;
  readonly survival: readonly (SurvivalPair & { readonly residualsOf: ResidualsOf })[];
  readonly steps: readonly FittedStep[];
  /** The training records that a file is to be like: all, or those that meet its conditions. */
  readonly within: Int32Array;
  /** Training records in a leaf at least. */
  readonly leaf: number;
};
