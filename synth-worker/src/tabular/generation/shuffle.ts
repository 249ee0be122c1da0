/** Fisher and Yates's shuffle in place. */
export function shuffle(order: Uint32Array, stream: { nextBelow(n: number): number }): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.nextBelow(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}
