import { measuredOrderGas } from "./measuredOrderGas.ts";

/** Gas that the latest order of this market used, null where nobody has ordered yet, and the most that a wallet would offer for each unit now, in wei. */
export type NetworkPrice = { readonly latestGas: bigint | null; readonly maxFeePerGasWei: bigint };

/**
 * What placing an order costs the network about: gas, the most for each unit and for all of it now, in wei, and where the gas is from: the latest order's
 * receipt on this chain, or the benchmark of the contracts.
 */
export type OrderGas = {
  readonly gas: bigint;
  readonly maxFeePerGasWei: bigint;
  readonly feeWei: bigint;
  readonly basis: "receipt" | "benchmark";
};

/** The network fee of an order over `datasets` datasets: as the latest order's here, or as measured where nobody has ordered yet. */
export function orderGas(
  { latestGas, maxFeePerGasWei }: NetworkPrice,
  datasets: number,
  hasPermit: boolean,
): OrderGas {
  const gas = latestGas ?? measuredOrderGas(datasets, hasPermit);
  return {
    gas,
    maxFeePerGasWei,
    feeWei: gas * maxFeePerGasWei,
    basis: latestGas === null ? "benchmark" : "receipt",
  };
}
