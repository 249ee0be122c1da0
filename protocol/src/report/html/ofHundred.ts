/** A share as "54 of 100", with one decimal where it is below 1 or just beside 0 and 100. */
export function ofHundred(share: number): string {
  const hundred = share * 100;
  const isWhole = hundred === 0 || hundred === 100 || (hundred >= 1 && hundred <= 99);
  return `${hundred.toFixed(isWhole ? 0 : 1)} of 100`;
}
