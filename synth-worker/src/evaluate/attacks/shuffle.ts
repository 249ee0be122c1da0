/** Puts the numbers in random order, in place (Fisher and Yates). */
export function shuffle(values: Int32Array, nextBelow: (n: number) => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = nextBelow(last + 1);
    const held = values[last]!;
    values[last] = values[other]!;
    values[other] = held;
  }
}
