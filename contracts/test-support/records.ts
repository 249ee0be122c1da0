import assert from "node:assert/strict";
import {
  foldJob,
  foldOrder,
  type JobRecord,
  type OrderRecord,
  orderTopics,
  type Settlement,
} from "@symbolon/protocol";
import type { Stage } from "./createStage.ts";

/** Every log of one order, oldest first. */
async function logsOf({ deployment, actors }: Stage, orderId: bigint) {
  const { market, jobRegistry } = deployment.contracts;
  const provider = actors.deployer.provider!;
  const filter = { topics: orderTopics(orderId), fromBlock: 0 };
  const logs = await Promise.all(
    [market, jobRegistry].map((address) => provider.getLogs({ ...filter, address })),
  );
  return logs.flat().map(({ address, topics, data }) => ({ address, topics: [...topics], data }));
}

/** The order as its events tell it. */
export async function orderOf(stage: Stage, orderId: bigint): Promise<OrderRecord> {
  const order = foldOrder(orderId, await logsOf(stage, orderId));
  assert.ok(order, `order ${orderId} was never placed`);
  return order;
}

/** Its settlement; fails when it is not settled. */
export async function settlementOf(stage: Stage, orderId: bigint): Promise<Settlement> {
  const { settlement } = await orderOf(stage, orderId);
  assert.ok(settlement, `order ${orderId} is not settled`);
  return settlement;
}

/** The job as its events tell it, ready for the next call. */
export async function jobOf(stage: Stage, orderId: bigint): Promise<JobRecord> {
  return foldJob(orderId, await logsOf(stage, orderId)).record;
}
