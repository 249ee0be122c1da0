import { fitMaxEnt } from "../inference/fitMaxEnt.ts";
import { baseOf, calibrateModel, zerosOf } from "../model/calibrateModel.ts";
import { masksOf, targetsOf } from "../model/modelState.ts";
import { encodePotentials, type PrivateModel } from "../model/privateModel.ts";
import { marginalOf } from "./marginalOf.ts";
import { normalStream } from "./normalStream.ts";

/** Refits need not be exact: their spread is read to two digits. */
const LIMITS = { tolerance: 1e-3, maxEvaluations: 60 };

/**
 * Parametric bootstrap (Efron and Tibshirani 1993, chapter 6) of a release: `count` models that the mechanism might have given,
 * had the released model been the truth. The model's own tables get fresh noise of the stated variances and are
 * fitted in the same way. Their spread shows what the noise, and the tolerance for it, do to any figure. It does
 * not show what was never measured (interactions outside all tables), which tables would have been chosen, nor
 * the spread of fine levels inside coarse ones. Costs no privacy: only the document is read. A function of (model, count, seed of
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
  return Array.from({ length: count }, () => {
    const counts = model.tables.map(({ variance }, t) => {
      const sigma = Math.sqrt(variance);
      return own[t]!.map((share) => share * model.total + sigma * normal());
    });
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
