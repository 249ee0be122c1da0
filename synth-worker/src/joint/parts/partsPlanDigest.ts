import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { PartsPlan } from "./planParts.ts";

/** SHA-256 of what a plan says, so that parties find out before they begin that theirs differ. */
export function partsPlanDigest({ order, rhoMicro, ownDelta }: PartsPlan): Hex {
  return digestOfDocument({
    format: "symbolon/joint-parts-plan/1",
    order: { ...order, rhoMicro: order.rhoMicro.toString() },
    rhoMicro: rhoMicro.toString(),
    ownDelta,
  });
}
