/** Decimals of the Symbolon token. Other payment tokens bring their own. */
export const TOKEN_DECIMALS = 18;

/** wei -> decimal text without trailing zeros; 1500000000000000000n -> "1.5". Exact for every bigint. */
export function formatWei(wei: bigint, decimals: number = TOKEN_DECIMALS): string {
  const sign = wei < 0n ? "-" : "";
  const digits = (wei < 0n ? -wei : wei).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : digits.slice(-decimals).replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Decimal text -> wei; "1.5" -> 1500000000000000000n. Throws RangeError for anything that is not exact. */
export function parseWei(text: string, decimals: number = TOKEN_DECIMALS): bigint {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text.trim());
  const fraction = match?.[2] ?? "";
  if (match === null || fraction.length > decimals)
    throw new RangeError(`not an amount with at most ${decimals} decimals: ${text}`);
  return BigInt(match[1]! + fraction.padEnd(decimals, "0"));
}
