/** Ascending numbers that at least `least` of the records share; missing ones do not count. */
export function frequentValues(values: Float64Array, least: number): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const out: number[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    if (end - start >= least) out.push(sorted[start]!);
    start = end;
  }
  return Float64Array.from(out);
}
