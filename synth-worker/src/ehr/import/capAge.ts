/** All who are older at their last record share one age, this one (the common limit: ages above 89 identify, 45 CFR 164.514(b)(2)(i)(C)). */
export const OLDEST_AGE = 90;

/** The year of birth that is told of somebody whose last record is of `lastYear`: never more than 90 years before it. */
export function capAge(birthYear: number, lastYear: number): number {
  return Math.max(birthYear, lastYear - OLDEST_AGE);
}
