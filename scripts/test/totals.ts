/** Counts of a test run. `failed` includes cancelled tests and files that could not be loaded. */
export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Sum over stages. */
export function addTotals(all: readonly Totals[]): Totals {
  const sum = (pick: (totals: Totals) => number) => all.reduce((total, each) => total + pick(each), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
  };
}
