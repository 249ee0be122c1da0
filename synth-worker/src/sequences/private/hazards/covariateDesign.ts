import type { LevelCoder } from "../levelCoder.ts";

/** Ordered columns of more levels are measured in so many ranges of equal numbers of levels. */
const MOST_RANGES = 6;
/** Curvature of an effect counts values at most so many standard deviations from the mean, lest the tails say everything. */
const FAR = 2.5;
/** Standard deviations, on the log hazard, that the prior gives a step to a level or of one standard deviation, and to curvature. */
const EFFECT_PRIOR = 1;
const CURVATURE_PRIOR = 0.5;

/** A covariate of survival. */
export type CovariateDesign = {
  readonly size: number;
  /** Measured range of every level: a function of the public levels alone. */
  readonly groupOf: Uint16Array;
  /** What enters the log hazard: per term a value for every level, and the standard deviation of its effect's prior. */
  readonly terms: readonly { readonly values: Float64Array; readonly prior: number }[];
};

/**
 * Ordered columns enter by value (middle of the bin) and its square, both in standard deviations; unordered ones by a step for every level but the first;
 * missing values by a step. `counts`: noisy counts of the levels, from which mean and standard deviation follow (post-processing).
 */
export function covariateDesign(
  { size, ordered, missing, cellOf }: LevelCoder,
  counts: Float64Array,
): CovariateDesign {
  const inner = size - Number(missing !== null);
  const ranges = ordered ? Math.min(inner, MOST_RANGES) : inner;
  const step = (own: number) => ({
    values: Float64Array.from({ length: size }, (_, level) => Number(level === own)),
    prior: EFFECT_PRIOR,
  });
  const steps = [...(ordered ? [] : Array.from({ length: inner - 1 }, (_, i) => i + 1)), missing].flatMap(
    (level) => (level === null ? [] : [step(level)]),
  );
  return {
    size,
    groupOf: Uint16Array.from({ length: size }, (_, level) =>
      level === missing ? ranges : Math.floor((level * ranges) / inner),
    ),
    terms: ordered && inner > 1 ? [...trend(inner, size, cellOf, counts), ...steps] : steps,
  };
}

function trend(
  inner: number,
  size: number,
  cellOf: LevelCoder["cellOf"],
  counts: Float64Array,
): CovariateDesign["terms"] {
  const middles = Float64Array.from({ length: inner }, (_, level) => cellOf(level, -1, 0.5));
  const held = middles.map((_, level) => Math.max(0, counts[level]!));
  const all = held.reduce((sum, count) => sum + count, 0);
  const share = (level: number) => (all > 0 ? held[level]! / all : 1 / inner);
  const mean = middles.reduce((sum, middle, level) => sum + share(level) * middle, 0);
  const variance = middles.reduce((sum, middle, level) => sum + share(level) * (middle - mean) ** 2, 0);
  const score = (level: number) =>
    level < inner && variance > 0 ? (middles[level]! - mean) / Math.sqrt(variance) : 0;
  const near = (level: number) => Math.max(-FAR, Math.min(FAR, score(level)));
  const levels = Array.from({ length: size }, (_, level) => level);
  return [
    { values: Float64Array.from(levels, score), prior: EFFECT_PRIOR },
    {
      values: Float64Array.from(levels, (level) => (level < inner ? near(level) ** 2 - 1 : 0)),
      prior: CURVATURE_PRIOR,
    },
  ];
}
