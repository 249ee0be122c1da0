import { projection } from "../../../tabular/inference/projection.ts";
import type { CovariateDesign } from "./covariateDesign.ts";
import { hazardShares } from "./hazardShares.ts";
import { lifeTable } from "./lifeTable.ts";
import { type Expectation, noisyLeastSquares } from "./noisyLeastSquares.ts";
import { outcomeKinds } from "./outcomeKinds.ts";
import type { OutcomeShape } from "./outcomeShape.ts";

/** Standard deviation, on the log scale, of a bin's hazard around its event's own. */
const HAZARD_PRIOR = 1.5;
/** What an effect may differ by between the parts of the time grid, beside what it may be. */
const CONTRAST = 0.5;
/** Counts below this part of their noise's standard deviation say nothing of a hazard. */
const LEAST = 0.25;

type Counted = { readonly counts: Float64Array; readonly variance: number };

/**
 * P(covariates, outcome), row-major with the outcome last, from noisy counts: the covariates' own distribution is given, and given them all events have
 * hazards on the time grid that are proportional to exp(terms x effects). Effects differ between the event that is asked for and the others,
 * and between early and late. A few numbers take the place of many noisy cells, whose positive parts would otherwise pull every effect towards none.
 * `tables`: counts by the ranges of the covariates `of` (ascending) and the outcome's groups (outcomeKinds), row-major, the group last; `levels`: counts of the outcome's levels.
 */
export function fitHazards(input: {
  readonly covariates: readonly CovariateDesign[];
  /** P(covariates), row-major. */
  readonly shares: Float64Array;
  readonly outcome: OutcomeShape;
  readonly tables: readonly (Counted & { readonly of: readonly number[] })[];
  readonly levels: Counted;
  readonly total: number;
}): Float64Array {
  const { outcome, tables, levels } = input;
  const terms = input.covariates.flatMap((covariate) => covariate.terms);
  const start = lifeTable(outcome, levels.counts, LEAST * Math.sqrt(levels.variance));
  const hazards = Array.from(start, (_, level) => {
    const own = start.subarray(level - (level % outcome.bins), level - (level % outcome.bins) + outcome.bins);
    return { mean: own.reduce((sum, log) => sum + log, 0) / outcome.bins, deviation: HAZARD_PRIOR };
  });
  const effects = terms.map(({ prior }) => ({ mean: 0, deviation: prior }));
  const contrasts = terms.map(({ prior }) => ({ mean: 0, deviation: CONTRAST * prior }));
  const priors = [...hazards, ...effects, ...effects, ...contrasts, ...contrasts];
  const parameters = new Float64Array(priors.length);
  parameters.set(start);
  const observed = [...tables, levels];
  const { joint } = noisyLeastSquares({
    counts: Float64Array.from(observed.flatMap(({ counts }) => [...counts])),
    variances: Float64Array.from(
      observed.flatMap(({ counts, variance }) => Array.from(counts, () => variance)),
    ),
    start: parameters,
    priors,
    expect: expectation(input, priors.length),
  });
  return joint;
}

/**
 * What fitHazards' parameters expect: log hazards by outcome level, then per term its effect on the event, on the others, and the differences late less early of both.
 */
function expectation(
  { covariates, shares, outcome, tables, total }: Parameters<typeof fitHazards>[0],
  parameters: number,
): (at: Float64Array) => Expectation & { readonly joint: Float64Array } {
  const sizes = covariates.map(({ size }) => size);
  const all = [...sizes.keys()];
  const levelsOf = all.map((c) => projection(sizes, all, [c]));
  const values = covariates.flatMap(({ terms }, c) =>
    terms.map((term) => Float64Array.from(levelsOf[c]!, (level) => term.values[level]!)),
  );
  const width = outcome.events * outcome.bins;
  const { kindOf, phaseOf, groupOf, phases } = outcomeKinds(outcome);
  const groups = 2 * phases;
  const late = Float64Array.from(phaseOf, (phase) => phase - (phases - 1) / 2);
  let rows = 0;
  const cellsOf = tables.map(({ of, counts }) => {
    const first = rows;
    rows += counts.length;
    const ranges = of.map(
      (c) => 1 + covariates[c]!.groupOf.reduce((most, range) => Math.max(most, range), 0),
    );
    return Int32Array.from(shares, (_, x) => {
      const cell = of.reduce((sum, c, i) => sum * ranges[i]! + covariates[c]!.groupOf[levelsOf[c]![x]!]!, 0);
      return first + cell * groups;
    });
  });
  const firstLevel = rows;
  rows += width;
  const effectAt = (kind: number, term: number) => width + kind * values.length + term;
  const contrastAt = (kind: number, term: number) => effectAt(2 + kind, term);

  return (at) => {
    const expected = new Float64Array(rows);
    const slopes = new Float64Array(rows * parameters);
    const joint = new Float64Array(shares.length * width);
    const own = new Float64Array(width);
    const logHazards = new Float64Array(width);
    const ownSlopes = new Float64Array(width * width);
    const one = new Float64Array(parameters);
    const grouped = new Float64Array(groups);
    const groupedSlopes = new Float64Array(groups * parameters);
    for (let x = 0; x < shares.length; x++) {
      if (shares[x] === 0) continue;
      for (let level = 0; level < width; level++) {
        const kind = kindOf[level]!;
        let sum = at[level]!;
        for (let term = 0; term < values.length; term++)
          sum += values[term]![x]! * (at[effectAt(kind, term)]! + late[level]! * at[contrastAt(kind, term)]!);
        logHazards[level] = sum;
      }
      hazardShares(outcome, logHazards, own, ownSlopes);
      grouped.fill(0);
      groupedSlopes.fill(0);
      for (let level = 0; level < width; level++) {
        const share = shares[x]! * own[level]!;
        const held = share * total;
        joint[x * width + level] = share;
        one.fill(0);
        for (let parameter = 0; parameter < width; parameter++) {
          const slope = ownSlopes[level * width + parameter]!;
          if (slope === 0) continue;
          const kind = kindOf[parameter]!;
          one[parameter] = slope;
          for (let term = 0; term < values.length; term++) {
            const part = slope * values[term]![x]!;
            one[effectAt(kind, term)]! += part;
            one[contrastAt(kind, term)]! += part * late[parameter]!;
          }
        }
        expected[firstLevel + level]! += held;
        grouped[groupOf[level]!]! += held;
        for (let parameter = 0; parameter < parameters; parameter++) {
          const slope = held * one[parameter]!;
          slopes[(firstLevel + level) * parameters + parameter]! += slope;
          groupedSlopes[groupOf[level]! * parameters + parameter]! += slope;
        }
      }
      for (const cells of cellsOf) {
        const cell = cells[x]!;
        for (let group = 0; group < groups; group++) expected[cell + group]! += grouped[group]!;
        const base = cell * parameters;
        for (let i = 0; i < groupedSlopes.length; i++) slopes[base + i]! += groupedSlopes[i]!;
      }
    }
    return { expected, slopes, joint };
  };
}
