/**
 * A range that holds `low` and `high`, rounded outwards to a tenth of its size (to a power of ten), so that it does not tell them; its end lies beyond the last value of `decimals`
 * decimals.
 */
export function roundRange(
  low: number,
  high: number,
  decimals: number,
): { readonly from: number; readonly to: number } {
  const least = 10 ** -decimals;
  const step = Math.max(least, 10 ** Math.floor(Math.log10(Math.max(high - low, least)) - 0.3));
  // Written as a decimal, without the last bits of a product.
  const clean = (value: number) => Number(value.toPrecision(12));
  const to = clean(Math.ceil(high / step) * step);
  return { from: clean(Math.floor(low / step) * step), to: to > high ? to : clean(to + step) };
}
