import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface } from "ethers";
import { contractError } from "./contractError.ts";
import { foldPayouts, PAYOUT_EVENTS, type Payout } from "./foldPayouts.ts";
import type { MarketConnection } from "./market.ts";

const market = new Interface(MarketAbi);

/** Everything the market owes or has paid `account`, oldest first, as of the latest block. Throws E6001. */
export async function readPayouts(connection: MarketConnection, account: string): Promise<Payout[]> {
  const { provider, deployment } = connection;
  try {
    const [logs, windowSeconds, block] = await Promise.all([
      provider.getLogs({
        address: deployment.contracts.market,
        topics: [PAYOUT_EVENTS.map((name) => market.getEvent(name)!.topicHash)],
        fromBlock: deployment.startBlock,
        toBlock: "latest",
      }),
      connection.market.getFunction("disputeWindowSeconds").staticCall() as Promise<bigint>,
      provider.getBlock("latest"),
    ]);
    // The next block is what counts: on a quiet chain its time is this computer's, on a local one it can be later.
    const time = BigInt(Math.max(Math.floor(Date.now() / 1000), block?.timestamp ?? 0));
    return foldPayouts(logs, account, { time, windowSeconds });
  } catch (cause) {
    throw contractError(cause);
  }
}
