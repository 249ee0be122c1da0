import { fitMaxEnt } from "../inference/fitMaxEnt.ts";
import { baseOf, calibrateModel, zerosOf } from "../model/calibrateModel.ts";
import { masksOf, targetsOf } from "../model/modelState.ts";
import { encodePotentials, type PrivateModel } from "../model/privateModel.ts";
import { marginalOf } from "./marginalOf.ts";
import { normalStream } from "./normalStream.ts";

/** As exact as a release: at 1e-3 nats what the fit leaves open was ten times the noise of 20,000 records. */
const LIMITS = { tolerance: 2e-5, maxEvaluations: 400 };

/**
 * Parametric bootstrap (Efron and Tibshirani 1993, chapter 6) of a release: `count` models that the mechanism might have given,
 * had the released model been the truth. The model's own tables get fresh noise of the stated variances and are
 * fitted in the same way; a coarse level of a single column gets the noise of every fine level merged into it, because redraws
 * of what was smoothed already would be smoothed twice and lie too close together. Their spread shows what the
 * noise, and the tolerance for it, do to any figure. It does not show what was never measured (interactions outside all
 * tables), which tables would have been chosen, the pull of the smoothing itself (smoothingPull), nor the spread of fine levels inside
 * coarse ones. Costs no privacy: only the document is read. A function of (model, count, seed of
 * 32 bytes); the models' first draws are the same whatever `count` is. Throws RangeError unless count is a whole number from 1 to 1000.
 */
export function redrawModels(
  model: PrivateModel,
  options: { readonly count: number; readonly seed: Uint8Array },
): PrivateModel[] {
  const { count, seed } = options;
  if (!(Number.isInteger(count) && count >= 1 && count <= 1000))
    throw new RangeError(`${count} is no number of models`);
  const fit = calibrateModel(model);
  const own = model.tables.map(({ columns }) => marginalOf(fit, columns)!);
  const request = {
    tree: fit.tree,
    base: baseOf(model),
    masks: masksOf(fit.tree, zerosOf(model)),
    warm: fit.potentials,
    ...LIMITS,
  };
  const normal = normalStream(seed, "redraw");
  const deviations = model.tables.map((table) => deviationsOf(model, table));
  return Array.from({ length: count }, () => {
    const counts = own.map((shares, t) =>
      shares.map((share, cell) => share * model.total + deviations[t]![cell]! * normal()),
    );
    const refit = fitMaxEnt({
      ...request,
      targets: targetsOf(
        model.tables.map((table, t) => ({ ...table, counts: counts[t]! })),
        model,
      ),
    });
    return {
      ...model,
      tables: model.tables.map((table, t) => ({
        ...table,
        counts: [...counts[t]!],
        potentials: encodePotentials(refit.potentials[t]!),
      })),
    };
  });
}

/** Standard deviation of every cell of a table of the model, in records. */
function deviationsOf(
  model: PrivateModel,
  { columns, variance, counts }: PrivateModel["tables"][number],
): Float64Array {
  const merged = new Float64Array(counts.length);
  if (columns.length > 1) merged.fill(1);
  else for (const level of model.columns[columns[0]!]!.map) merged[level]!++;
  return merged.map((levels) => Math.sqrt(levels * variance));
}
