const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** Whole number with grouped thousands; 2982 -> "2,982". Takes bigint too. */
export function formatNumber(value: number | bigint): string {
  return grouped.format(value);
}

/** Fraction as per cent with `decimals` places; 0.0731 -> "7.3 %". */
export function formatPercent(fraction: number, decimals = 1): string {
  return `${(fraction * 100).toFixed(decimals)} %`;
}

/** Small number without needless digits; epsilon 1.0000001 -> "1", 0.4567 -> "0.46". Zero for values below 0.005. */
export function formatDecimal(value: number, decimals = 2): string {
  return String(Number(value.toFixed(decimals)));
}
