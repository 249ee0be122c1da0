/** A figure with fixed decimals (default 3), a minus sign and no "-0.000"; "not reported" for null. */
export function figureText(value: number | null, decimals = 3): string {
  if (value === null) return "not reported";
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}
