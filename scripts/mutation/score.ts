import type { Mutant } from "./mutant.ts";

/** What became of one mutant. */
export type Fate = "killed" | "timeout" | "survived" | "equivalent" | "invalid";

/** Fates counted; `scorePercent` is killed (time-outs too) of those that could be: neither equivalent nor invalid. */
export type Score = Record<Fate, number> & { readonly scorePercent: number };

/** Counts the fates of some mutants. */
export function score(fates: readonly { readonly mutant: Mutant; readonly fate: Fate }[]): Score {
  const counts = { killed: 0, timeout: 0, survived: 0, equivalent: 0, invalid: 0 };
  for (const { fate } of fates) counts[fate] += 1;
  const dead = counts.killed + counts.timeout;
  const all = dead + counts.survived;
  return { ...counts, scorePercent: all === 0 ? 100 : (100 * dead) / all };
}
