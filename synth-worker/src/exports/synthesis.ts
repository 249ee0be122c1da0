import { Accountant } from "../privacy/accountant.ts";
import type { CountSource } from "../privacy/countSource.ts";
import { gdpRhoMicroFor } from "../privacy/gdpRhoMicroFor.ts";
import type { Neighbours } from "../privacy/neighbours.ts";
import { PrivateTable } from "../privacy/privateTable.ts";
import { cryptoEntropy } from "../random/cryptoEntropy.ts";
import type { EntropySource } from "../random/entropySource.ts";
import { fitRelease } from "../tabular/mechanisms/fitRelease.ts";
import type { ReleaseOptions } from "../tabular/mechanisms/releaseOptions.ts";
import type { PrivateModel } from "../tabular/model/privateModel.ts";
import { toModel } from "../tabular/model/toModel.ts";

export type { CountSource } from "../privacy/countSource.ts";
export type { Neighbours } from "../privacy/neighbours.ts";
export type { ColumnLevels } from "../tabular/coarse/columnLevels.ts";
export { type FineDomain, fineDomain } from "../tabular/coding/fineDomain.ts";
export type { ValueColumn } from "../tabular/coding/valueColumn.ts";
export { violations } from "../tabular/coding/violations.ts";
export { BLOCK_ROWS, sampleBlocks } from "../tabular/generation/sampleBlocks.ts";
export { sampleModel } from "../tabular/generation/sampleModel.ts";
export type {
  MechanismName,
  ReleaseOptions,
  ReleaseStep,
  WorkloadItem,
} from "../tabular/mechanisms/releaseOptions.ts";
export type { Evidence } from "../tabular/model/calibrateModel.ts";
export { type PrivateModel, parsePrivateModel } from "../tabular/model/privateModel.ts";
export { fitTable, type TableOptions, type TableSource } from "../tabular/tables/fitTable.ts";
export { type Draws, generateDraws } from "../tabular/tables/generateDraws.ts";
export { generateTable } from "../tabular/tables/generateTable.ts";
export { parseSynthDocument, type SynthDocument } from "../tabular/tables/synthDocument.ts";
export type { ColumnFigure } from "../tabular/uncertainty/columnFigure.ts";
export { ColumnTally } from "../tabular/uncertainty/columnTally.ts";
export { type CombinedEstimate, combineDraws, type DrawKind } from "../tabular/uncertainty/combineDraws.ts";
export { type CombinedFigure, combineFigures } from "../tabular/uncertainty/combineFigures.ts";
export { redrawModels } from "../tabular/uncertainty/redrawModels.ts";
export { type ReleaseSummary, releaseSummary } from "../tabular/uncertainty/releaseSummary.ts";
export { type TableIntervals, tableIntervals } from "../tabular/uncertainty/tableIntervals.ts";

/** What a release may spend and how. */
export type FitOptions = ReleaseOptions & {
  readonly epsilon: number;
  readonly delta: number;
  /** Default: one record per patient, add-remove. */
  readonly neighbours?: Neighbours;
  /** Default: the operating system's generator. A repeatable source stamps the model as having no guarantee. */
  readonly entropy?: EntropySource;
};

/**
 * A model of the records behind `source` that is (epsilon, delta)-differentially private for the declared neighbours: all looks are
 * Gaussian, so the budget is the largest micro-rho whose Gaussian-DP curve passes below (epsilon, delta) (Dong, Roth, Su 2022,
 * Corollary 2.13). `charges` is the accountant's log for the report. Throws E3009 before a look that the budget does not
 * cover (a budget too small for anything), RangeError for options that do not fit the source.
 */
export async function fitPrivate(
  source: CountSource,
  options: FitOptions,
): Promise<{ model: PrivateModel; charges: Accountant["log"] }> {
  const accountant = new Accountant({ rhoMicro: gdpRhoMicroFor(options.epsilon, options.delta) });
  const table = PrivateTable.open(
    source,
    accountant,
    options.neighbours ?? { unit: "patient", maxRecords: 1, relation: "add-remove" },
    options.entropy ?? cryptoEntropy(),
  );
  const release = await fitRelease(table, accountant, options);
  return { model: toModel(release, options.delta), charges: accountant.log };
}
