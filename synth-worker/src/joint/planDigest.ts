import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { JointPlan } from "./jointPlan.ts";

/** SHA-256 of what a plan says, so that parties find out before they begin that theirs differ. */
export function planDigest(plan: JointPlan): Hex {
  const {
    order,
    cliques,
    planes,
    fractionBits,
    maxOrder,
    ownDelta,
    oneWayCoins,
    schedule,
    maxJunctionCells,
  } = plan;
  return digestOfDocument({
    format: "symbolon/joint-plan/1",
    order: { ...order, rhoMicro: order.rhoMicro.toString() },
    cliques: cliques.map(({ columns, weight }) => ({ columns, weight })),
    planes,
    fractionBits,
    rhoMicro: plan.rhoMicro.toString(),
    maxOrder,
    ownDelta,
    oneWayCoins,
    schedule,
    maxJunctionCells,
  });
}
