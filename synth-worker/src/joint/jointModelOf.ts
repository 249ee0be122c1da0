import { type Hex, type JointModel, toHex } from "@symbolon/protocol";
import type { JointPlan } from "./jointPlan.ts";
import { linkDigests } from "./linkDigests.ts";
import type { JointResult } from "./runJoint.ts";

/**
 * The result of a job as the document that is published. `transcripts` are those of the three results, in the nodes' order. All three nodes
 * make the same document, so each can sign its digest. Throws E4020 when the two ends of a link had different messages.
 */
export function jointModelOf(
  plan: JointPlan,
  result: JointResult,
  told: {
    readonly chainId: number;
    readonly nodes: readonly Hex[];
    readonly transcripts: readonly JointResult["transcripts"][];
  },
): JointModel {
  const { order, rhoMicro, maxOrder } = plan;
  const { inputs, mode, tables, ledger } = result;
  return {
    format: "symbolon-model/3",
    chainId: told.chainId,
    orderId: order.orderId,
    schema: order.schema,
    mechanism: order.mechanism,
    security: mode,
    epsilon: order.epsilon,
    delta: order.delta,
    rhoMicro: rhoMicro.toString(),
    maxOrder,
    tables: tables.map(({ columns, coins, counts }) => ({
      columns: columns.map((column) => order.schema.columns[column]!.name),
      coins,
      noisyCounts: Array.from(counts),
    })),
    ledger: ledger.map((entry) => ({ ...entry })),
    datasetIds: [...inputs.accepted],
    refused: inputs.refused.map((each) => ({ ...each })),
    inputsDigest: inputs.digest,
    nodes: [...told.nodes],
    links: linkDigests(order.orderId, told.transcripts).map(toHex),
  };
}
