import type { Release } from "./release.ts";

/**
 * Measures the tables of the workload (its sets of two columns or more, repeats once), all with the same noise, for what is left of the budget: nothing is
 * spent on a choice, and nothing but sums of counts is asked, so several hospitals can answer together. A set for which the junction tree has no
 * room beside those before it is left out: a function of the noisy single columns.
 */
export async function measureNamed(release: Release): Promise<void> {
  const { options, plan, state, shareLeft } = release;
  const sets = new Map<string, readonly number[]>();
  for (const { columns } of options.workload ?? []) {
    const set = [...new Set(columns)].sort((a, b) => a - b);
    // A foundation has measured what lies inside it.
    if (set.every((column) => options.foundation?.columns.includes(column))) continue;
    if (set.length < 2 || state.cellsWith([...sets.values(), set]) > plan.maxCells) continue;
    sets.set(set.join(), set);
  }
  if (sets.size === 0) return;
  const sigma = release.sigma(shareLeft, sets.size, "countTable");
  await release.measure([...sets.values()].map((columns) => ({ columns, sigma })));
}
