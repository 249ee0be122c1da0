/**
 * A step function as SQL: values[i] for the argument in step i, found by bisection with nested CASE (log2 of the steps deep, so 64 bins
 * cost 6 comparisons). `below(i)` is the condition that the argument lies before step i. Runs of equal values are one step.
 */
export function stepCase(values: readonly number[], below: (step: number) => string): string {
  const starts = values.flatMap((value, i) => (i === 0 || value !== values[i - 1] ? [i] : []));
  const between = (low: number, high: number): string => {
    if (high - low === 1) return String(values[starts[low]!]);
    const middle = (low + high) >> 1;
    return `CASE WHEN ${below(starts[middle]!)} THEN ${between(low, middle)} ELSE ${between(middle, high)} END`;
  };
  return between(0, starts.length);
}
