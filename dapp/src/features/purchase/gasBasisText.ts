import type { OrderGas } from "../../data/chain/orderGas.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";

/** So many gwei are a coin: a price of gas times this is in gwei what an amount in wei is in coins. */
const GWEI = 10n ** 9n;

/** Where a shown network fee comes from: how much gas, who measured it, and the price of each unit in gwei. */
export function gasBasisText({ gas, maxFeePerGasWei, basis }: OrderGas): string {
  const measured =
    basis === "receipt"
      ? "as the latest order used"
      : "as measured for a first order (nobody has ordered here yet)";
  return `About ${formatNumber(gas)} gas, ${measured}, at ${formatSym(maxFeePerGasWei * GWEI)} gwei each at most.`;
}
