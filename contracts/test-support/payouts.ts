import { send } from "./contractCalls.ts";
import type { Stage } from "./createStage.ts";
import { settlementOf } from "./records.ts";

/** Claims position `index` of each order, as a stranger: anyone may, money goes to the payee. */
export async function claimPayouts(stage: Stage, orderIds: readonly bigint[], index: number) {
  const settlements = await Promise.all(orderIds.map((orderId) => settlementOf(stage, orderId)));
  const indices = orderIds.map(() => index);
  return send(stage, stage.actors.stranger, "market", "claim", orderIds, settlements, indices);
}

/** Claims one position of one order, as a stranger. */
export async function claimPayout(stage: Stage, orderId: bigint, index: number) {
  const settlement = await settlementOf(stage, orderId);
  return send(stage, stage.actors.stranger, "market", "claimOne", orderId, settlement, index);
}
