import {
  checkOrderSpec,
  type DatasetSchema,
  isPrivateOrder,
  type OrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { jointOrderOf } from "../jointOrderOf.ts";
import type { JointPlan } from "../jointPlan.ts";
import { planJoint } from "../planJoint.ts";

/**
 * The plan of a placed private order, null for a high-fidelity one; both must fit their schema. Throws E4006 for what was sold and cannot be made,
 * with the buyer's own error in its words.
 */
export function planOfOrder(
  spec: OrderSpec,
  { orderId, schema }: { readonly orderId: bigint; readonly schema: DatasetSchema },
): JointPlan | null {
  try {
    checkOrderSpec(spec, schema);
    return isPrivateOrder(spec)
      ? planJoint(jointOrderOf(spec, { orderId: orderId.toString(), schema }))
      : null;
  } catch (cause) {
    if (!(cause instanceof SymbolonError)) throw cause;
    throw new SymbolonError("E4006", { orderId, reason: `${cause.message} ${cause.todo}` }, { cause });
  }
}
