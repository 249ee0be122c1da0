/** How often each key occurs, as a share of all; "" counts like any other. */
export function sharesOf(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  let all = 0;
  for (const key of keys) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    all++;
  }
  for (const [key, count] of counts) counts.set(key, count / all);
  return counts;
}
