/** wei per whole unit of a token or coin. */
const WEI = 10n ** 18n;
/** Decimals that a rate is read with. */
const RATE_DECIMALS = 12;

/**
 * An amount in fiat by a rate in decimal text: "≈ 12.50 EUR", rounded to cents, "< 0.01 EUR" for less than half a cent that is not nothing. Exact in bigint
 * until the last rounding.
 */
export function fiatText(wei: bigint, rate: string, currency: string): string {
  const [whole = "0", fraction = ""] = rate.split(".");
  const scaled = BigInt(whole + fraction.padEnd(RATE_DECIMALS, "0"));
  // Cents, rounded half up.
  const divisor = (WEI * 10n ** BigInt(RATE_DECIMALS)) / 100n;
  const cents = (wei * scaled + divisor / 2n) / divisor;
  if (cents === 0n && wei > 0n && scaled > 0n) return `< 0.01 ${currency}`;
  const grouped = (cents / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `≈ ${grouped}.${(cents % 100n).toString().padStart(2, "0")} ${currency}`;
}
