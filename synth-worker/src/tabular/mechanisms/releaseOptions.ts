import type { EncodedTable } from "../../math/encodedTable.ts";
import type { ColumnLevels } from "../coarse/columnLevels.ts";
import type { StructuralZeros } from "../model/modelState.ts";
import type { Foundation } from "./foundation.ts";

/** How tables to measure are chosen: none beyond 1-ways, a tree of pairs, adaptively, once for wide tables, or by the workload alone. */
export type MechanismName = "independent" | "mst" | "aim" | "swift" | "fixed";

/** A set of columns that matters to the buyer; weight 1 is what every pair and triple has anyway. */
export type WorkloadItem = { readonly columns: readonly number[]; readonly weight: number };

export type ReleaseOptions = {
  readonly mechanism: MechanismName;
  readonly levels: readonly ColumnLevels[];
  /** Column whose relation to all others matters most (a model will predict it). */
  readonly target?: number;
  readonly workload?: readonly WorkloadItem[];
  /** Impossible combinations of fine levels. */
  readonly zeros?: readonly StructuralZeros[];
  /** More impossible combinations, of coarse levels: rules that only say something once the maps are known. */
  readonly coarseZeros?: (maps: readonly Uint16Array[]) => readonly StructuralZeros[];
  /** A public cohort on the same fine levels: the prior, free of privacy cost. */
  readonly publicTable?: EncodedTable;
  /** Columns that are given whenever records are drawn: no table inside them is chosen. */
  readonly given?: readonly number[];
  /** A part of the model with a form of its own. Not with a public cohort, which is a start itself. */
  readonly foundation?: Foundation;
  readonly progress?: (step: ReleaseStep) => void;
};

/** What a release is doing; `share` of all steps done, in [0, 1]. */
export type ReleaseStep = { readonly what: string; readonly share: number };
