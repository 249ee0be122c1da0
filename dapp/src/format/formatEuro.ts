const euro = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" });

/** Euro cents -> "€1,500.00". */
export function formatEuro(cents: bigint): string {
  // Formatted as decimal text, so that no amount goes through a floating-point number.
  const text = `${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}` as `${number}`;
  return euro.format(text as never);
}

/** "1500", "1500.5" or "1,500.50" -> euro cents; null for what is no amount. */
export function parseEuro(text: string): bigint | null {
  const match = /^(\d{1,12})(?:[.](\d{1,2}))?$/.exec(text.replaceAll(",", "").trim());
  if (match === null) return null;
  return BigInt(match[1]!) * 100n + BigInt((match[2] ?? "").padEnd(2, "0") || "0");
}
