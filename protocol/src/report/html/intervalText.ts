import { figureText } from "./figureText.ts";

/** An estimate with its 95 % limits, as "0.516 (0.495 to 0.537)"; "not reported" for null. */
export function intervalText(
  interval: { readonly value: number; readonly low: number; readonly high: number } | null,
  decimals = 3,
): string {
  if (interval === null) return figureText(null);
  const [value, low, high] = [interval.value, interval.low, interval.high].map((figure) =>
    figureText(figure, decimals),
  );
  return `${value} (${low} to ${high})`;
}
