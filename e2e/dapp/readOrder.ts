import {
  type Deployment,
  foldJob,
  foldOrder,
  type JobHistory,
  type OrderRecord,
  orderTopics,
} from "@symbolon/protocol";
import type { JsonRpcProvider } from "ethers";

/** Order and job from the chain's events. Throws when there is no such order. */
export async function readOrder(
  chain: JsonRpcProvider,
  deployment: Deployment,
  orderId: bigint,
): Promise<{ order: OrderRecord; job: JobHistory }> {
  const { market, jobRegistry } = deployment.contracts;
  const [ofMarket, ofJobs] = await Promise.all(
    [market, jobRegistry].map((address) =>
      chain.getLogs({ address, topics: orderTopics(orderId), fromBlock: deployment.startBlock }),
    ),
  );
  const order = foldOrder(orderId, ofMarket!);
  if (order === null) throw new Error(`order ${orderId} was never placed`);
  return { order, job: foldJob(orderId, ofJobs!) };
}
