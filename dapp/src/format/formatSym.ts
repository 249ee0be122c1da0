import { formatWei } from "@symbolon/protocol";

/**
 * wei -> text with grouped thousands and at most `maxDecimals` decimals, cut and not rounded, so that a shown price or
 * balance is never more than the true one; 1234567800000000000000n -> "1,234.56". Exact in bigint all the way.
 */
export function formatSym(wei: bigint, maxDecimals = 2): string {
  const [whole = "0", fraction = ""] = formatWei(wei).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const kept = fraction.slice(0, maxDecimals).replace(/0+$/, "");
  if (kept === "" && fraction !== "" && /^-?0$/.test(whole)) return `<0.${"0".repeat(maxDecimals - 1)}1`;
  return kept === "" ? grouped : `${grouped}.${kept}`;
}
