export type { MixedColumn, MixedTable } from "../math/mixedTable.ts";
export { calibrateLeaf } from "../trees/calibrateLeaf.ts";
export type { TreesModel } from "../trees/model/treesModel.ts";
export { synthesiseTrees, type TreesOptions, type TreesSynthesiser } from "../trees/synthesiseTrees.ts";
export type { AttackFigures, LeafCalibration, LeafTrial } from "../trees/tryLeaves.ts";
export { type CalibratedFile, calibratedFile } from "./calibratedFile.ts";
