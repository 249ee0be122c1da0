/** Puts numbers in random order, in place (Fisher and Yates; Durstenfeld 1964). */
export function shuffle(values: Int32Array | Uint32Array, stream: { nextBelow(n: number): number }): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = stream.nextBelow(last + 1);
    const held = values[last]!;
    values[last] = values[other]!;
    values[other] = held;
  }
}
