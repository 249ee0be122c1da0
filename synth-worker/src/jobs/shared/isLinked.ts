import { isLinkedOrder } from "@symbolon/protocol";
import type { VerifiedLinkedOrder, VerifiedOrder } from "./verifyOrder.ts";

/** Whether a verified order is of two hospitals' linked patients. */
export function isLinked(verified: VerifiedOrder): verified is VerifiedLinkedOrder {
  return isLinkedOrder(verified.spec);
}
