import type { Chain } from "./chain.ts";
import { recallOrder, rememberOrder } from "./orderCache.ts";
import { readLogs } from "./readLogs.ts";

/** Ids of orders placed since the last call; the first call looks back to the deployment. Renewals are not among them. Throws E6001 and loses nothing. */
export function watchOrders(chain: Chain): () => Promise<bigint[]> {
  let from = chain.deployment.startBlock;
  return async () => {
    const to = await chain.ask((provider) => provider.getBlockNumber());
    if (to < from) return [];
    const logs = await readLogs(chain, "market", "OrderPlaced", { from, to });
    from = to + 1;
    return logs.map((log) => {
      const orderId = log.args.orderId as bigint;
      // Later reads of the order need not look before this block.
      if (recallOrder(chain, orderId) === undefined)
        rememberOrder(chain, orderId, { placedBlock: log.blockNumber, checked: null });
      return orderId;
    });
  };
}
