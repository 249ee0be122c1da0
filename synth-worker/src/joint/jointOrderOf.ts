import {
  type DatasetSchema,
  isLinkedOrder,
  type LinkedOrderSpec,
  type PrivateOrderSpec,
  splitRho,
} from "@symbolon/protocol";
import type { JointOrder } from "./jointOrder.ts";

/** What of a spec the plan depends on. */
type Planned =
  | "datasetIds"
  | "engine"
  | "epsilon"
  | "delta"
  | "rhoMicro"
  | "workload"
  | "patients"
  | "mostPatients";

/**
 * What the computation knows of an order: its spec, with the part of the budget that measures tables (splitRho keeps the rest for judging the
 * file). Of a linked order the tables are those that it names. `orderId` names the job in errors and digests.
 */
export function jointOrderOf(
  spec: Pick<PrivateOrderSpec, Planned> | Pick<LinkedOrderSpec, Planned | "parts">,
  named: { readonly orderId: string; readonly schema: DatasetSchema },
): JointOrder {
  const { datasetIds, epsilon, delta, workload, patients, mostPatients } = spec;
  return {
    ...named,
    datasetIds,
    mechanism: isLinkedOrder(spec) ? "fixed" : spec.engine,
    epsilon,
    delta,
    rhoMicro: splitRho(BigInt(spec.rhoMicro)).mainMicro,
    workload,
    patients,
    mostPatients,
    ...(isLinkedOrder(spec) ? { linked: spec.parts.map(({ columns }) => columns.length) } : {}),
  };
}
