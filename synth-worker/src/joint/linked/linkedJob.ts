import type { Hex } from "@symbolon/protocol";
import type { VerticalJob } from "../../mpc/vertical/verticalJob.ts";
import type { JointPlan } from "../jointPlan.ts";

/**
 * The computation on vertically split rows that a plan of linked patients asks for: the plan's pairs, noise by its coins. Each attribute has a level
 * more than its column, the last: "no patient" (paddingIdentifiers), which no table has. `claim`: jointJobId. Throws RangeError for a
 * plan that is not of linked patients.
 */
export function linkedJob(
  plan: Pick<JointPlan, "order" | "sizes" | "cliques" | "oneWayCoins">,
  named: { readonly chainId: number; readonly claim: Hex },
): VerticalJob {
  const { order, sizes, cliques, oneWayCoins } = plan;
  if (order.linked === undefined) throw new RangeError("the order is not of linked patients");
  const [ofFirst] = order.linked;
  return {
    ...named,
    orderId: order.orderId,
    datasetIds: order.datasetIds,
    attributes: order.schema.columns.map(({ name }, column) => ({
      holder: column < ofFirst! ? 0 : 1,
      name,
      levels: sizes[column]! + 1,
    })),
    pairs: cliques.slice(sizes.length).map(({ columns: [first, second] }) => [first!, second!] as const),
    variance: { num: oneWayCoins.toString(), den: "4" },
    noise: "circuit",
  };
}
