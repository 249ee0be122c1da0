/** A coordinate with one decimal: finer than a screen shows, and the same text everywhere. */
export function place(value: number): string {
  return String(Number(value.toFixed(1)));
}
