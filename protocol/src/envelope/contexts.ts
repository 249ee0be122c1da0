/** Context a buyer's result is sealed under. Example: `symbolon/result/31337/1`. */
export function resultContext(chainId: number, orderId: bigint): string {
  return `symbolon/result/${chainId}/${orderId}`;
}

/** Context a hospital's share is sealed under. Example: `symbolon/share/31337/1/2/0xab…` (chain, order, dataset, receiving node). */
export function shareContext(chainId: number, orderId: bigint, datasetId: bigint, node: string): string {
  return `symbolon/share/${chainId}/${orderId}/${datasetId}/${node.toLowerCase()}`;
}
