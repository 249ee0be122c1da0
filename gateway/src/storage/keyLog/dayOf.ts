/** The UTC day of a moment in unix seconds, e.g. `2027-01-15`. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
