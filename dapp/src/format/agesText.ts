/** Typical ages in words: "18 to 90", "18 and over", "up to 16"; null where none is told. */
export function agesText(
  minAge: number | null | undefined,
  maxAge: number | null | undefined,
): string | null {
  if (minAge == null) return maxAge == null ? null : `up to ${maxAge}`;
  return maxAge == null ? `${minAge} and over` : `${minAge} to ${maxAge}`;
}
