/** starts[p] to starts[p + 1] are the rows of patient p, for owners in ascending order. */
export function firstRows(owner: Int32Array, patients: number): Int32Array {
  const starts = new Int32Array(patients + 1);
  for (const patient of owner) starts[patient + 1]!++;
  for (let patient = 0; patient < patients; patient++) starts[patient + 1]! += starts[patient]!;
  return starts;
}
