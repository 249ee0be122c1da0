import { type Hex, type JointModel, toHex } from "@symbolon/protocol";
import { columnNames } from "./columnNames.ts";
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
  const { inputs, mode, tables, ledger, leftOut } = result;
  const { patients, mostPatients, workload, maxTableCells, rounds } = order;
  return {
    format: "symbolon-model/3",
    chainId: told.chainId,
    orderId: order.orderId,
    schema: order.schema,
    mechanism: order.mechanism,
    parameters: {
      patients,
      mostPatients,
      workload: workload.map((set) => [...set]),
      ...(maxTableCells === undefined ? {} : { maxTableCells }),
      ...(rounds === undefined ? {} : { rounds }),
    },
    ...(order.linked === undefined ? {} : { linked: linkedParts(order, order.linked) }),
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
    ledger: ledger.map(({ clique, ...entry }) => ({
      ...entry,
      columns: clique === null ? null : columnNames(plan, clique),
    })),
    leftOut: leftOut.map((clique) => columnNames(plan, clique)),
    transcriptRoot: ledger.at(-1)!.chain,
    datasetIds: [...inputs.accepted],
    refused: inputs.refused.map((each) => ({ ...each })),
    inputsDigest: inputs.digest,
    nodes: [...told.nodes],
    links: linkDigests(order.orderId, told.transcripts).map(toHex),
  };
}

/** Which columns each dataset gave: the schema's first ones, then the others. */
function linkedParts(
  { schema, datasetIds }: JointPlan["order"],
  widths: readonly number[],
): NonNullable<JointModel["linked"]> {
  let from = 0;
  return widths.map((width, i) => {
    const columns = schema.columns.slice(from, from + width).map(({ name }) => name);
    from += width;
    return { datasetId: datasetIds[i]!, columns };
  });
}
