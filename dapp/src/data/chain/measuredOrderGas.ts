/** "buy, cold: consent and budget checked" of contracts/generated/gas.json, its payment permit included; a test holds these to that file. */
const ONE_DATASET_GAS = 159_802n;
/** What "buy, cold: two datasets" is above it. */
const FURTHER_DATASET_GAS = 27_217n;
/** What "buy, cold: consent, permit and budget checked" is above it. */
const DATA_PERMIT_GAS = 11_777n;
/** A market's first order fills the balance of its escrow, which later ones change: 20,000 instead of 2,900 gas (EIP-2200, EIP-2929). */
const FIRST_OF_MARKET_GAS = 17_100n;

/**
 * Gas of the first order of a market, by a new buyer, as `npm run bench -- gas` measured it, for `datasets` datasets (from 1), with or without a data permit.
 * The call itself cannot be estimated before its payment permit is signed: without that signature it reverts. A bound per buyer adds about 23,000 for each
 * dataset that has one.
 */
export function measuredOrderGas(datasets: number, hasPermit: boolean): bigint {
  const further = BigInt(Math.max(0, datasets - 1)) * FURTHER_DATASET_GAS;
  return ONE_DATASET_GAS + further + (hasPermit ? DATA_PERMIT_GAS : 0n) + FIRST_OF_MARKET_GAS;
}
