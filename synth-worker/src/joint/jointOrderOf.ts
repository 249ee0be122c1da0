import { type DatasetSchema, type PrivateOrderSpec, splitRho } from "@symbolon/protocol";
import type { JointOrder } from "./jointOrder.ts";

/**
 * What the computation knows of an order: its spec, with the part of the budget that measures tables (splitRho keeps the rest for judging the
 * file). `orderId` names the job in errors and digests.
 */
export function jointOrderOf(
  spec: Pick<
    PrivateOrderSpec,
    "datasetIds" | "engine" | "epsilon" | "delta" | "rhoMicro" | "workload" | "patients" | "mostPatients"
  >,
  named: { readonly orderId: string; readonly schema: DatasetSchema },
): JointOrder {
  const { datasetIds, engine, epsilon, delta, workload, patients, mostPatients } = spec;
  return {
    ...named,
    datasetIds,
    mechanism: engine,
    epsilon,
    delta,
    rhoMicro: splitRho(BigInt(spec.rhoMicro)).mainMicro,
    workload,
    patients,
    mostPatients,
  };
}
