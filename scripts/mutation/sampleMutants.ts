import { createHash } from "node:crypto";
import type { Mutant } from "./mutant.ts";

/**
 * `count` of the mutants, the same ones for the same seed, in their order. The choice is by hash of seed, file and
 * place, so a change in one file does not choose others anew everywhere.
 */
export function sampleMutants(mutants: readonly Mutant[], count: number, seed: string): Mutant[] {
  const rank = ({ file, operator, plain }: Mutant) =>
    createHash("sha256")
      .update(JSON.stringify([seed, file, operator, plain]))
      .digest("hex");
  const ranked = mutants.map((mutant) => ({ mutant, rank: rank(mutant) }));
  const chosen = ranked.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, count);
  return chosen.map(({ mutant }) => mutant).sort((a, b) => a.id - b.id);
}
