import type { Chain } from "./chain.ts";
import { readLogs } from "./readLogs.ts";

/** Ids of orders whose job was requested since the last call; the first call looks back to the deployment. Throws E6001 and loses nothing. */
export function watchOrders(chain: Chain): () => Promise<bigint[]> {
  let from = chain.deployment.startBlock;
  return async () => {
    const to = await chain.ask((provider) => provider.getBlockNumber());
    if (to < from) return [];
    const logs = await readLogs(chain, "jobRegistry", "JobRequested", { from, to });
    from = to + 1;
    return logs.map((log) => log.args.orderId as bigint);
  };
}
