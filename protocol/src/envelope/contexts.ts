/** Context a buyer's result is sealed under. Example: `symbolon/result/31337/1`. */
export function resultContext(chainId: number, orderId: bigint): string {
  return `symbolon/result/${chainId}/${orderId}`;
}

/** Context a hospital's share is sealed under. Example: `symbolon/share/31337/1/2/0xab…` (chain, order, dataset, receiving node). */
export function shareContext(chainId: number, orderId: bigint, datasetId: bigint, node: string): string {
  return `symbolon/share/${chainId}/${orderId}/${datasetId}/${node.toLowerCase()}`;
}

/**
 * Context under which a node hands one of its shares of a dataset to the node that took another one's place. Example:
 * `symbolon/hand-over/31337/1/2/0xab…` (chain, order, dataset, receiving node).
 */
export function handOverContext(chainId: number, orderId: bigint, datasetId: bigint, node: string): string {
  return `symbolon/hand-over/${chainId}/${orderId}/${datasetId}/${node.toLowerCase()}`;
}

/**
 * Context a hospital's share of one round of a statistic is sealed under. Example: `symbolon/numbers/31337/1/2/0xab…/0` (chain, order, dataset,
 * receiving node, round).
 */
export function numbersContext(
  chainId: number,
  orderId: bigint,
  datasetId: bigint,
  node: string,
  round: number,
): string {
  return `symbolon/numbers/${chainId}/${orderId}/${datasetId}/${node.toLowerCase()}/${round}`;
}

/** Context a part of a hospital's file is sealed under. Example: `symbolon/file/31337/1/2/0xab…/0` (chain, order, dataset, receiving node, part). */
export function fileContext(
  chainId: number,
  orderId: bigint,
  datasetId: bigint,
  node: string,
  part: number,
): string {
  return `symbolon/file/${chainId}/${orderId}/${datasetId}/${node.toLowerCase()}/${part}`;
}
