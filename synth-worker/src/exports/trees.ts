export type { MixedColumn, MixedTable } from "../math/mixedTable.ts";
export {
  type AttackFigures,
  calibrateLeaf,
  type LeafCalibration,
  type LeafTrial,
} from "../trees/calibrateLeaf.ts";
export type { TreesModel } from "../trees/model/treesModel.ts";
export { synthesiseTrees, type TreesOptions, type TreesSynthesiser } from "../trees/synthesiseTrees.ts";
export { type CalibratedFile, calibratedFile } from "./calibratedFile.ts";
