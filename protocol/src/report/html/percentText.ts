/** A share as a percentage with one decimal, two where it would else read as none; "not reported" for null. */
export function percentText(share: number | null): string {
  if (share === null) return "not reported";
  const percent = share * 100;
  return `${percent.toFixed(percent > 0 && percent < 0.05 ? 2 : 1)} %`;
}
