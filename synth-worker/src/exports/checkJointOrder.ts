import {
  type DatasetSchema,
  type LinkedOrderSpec,
  type PrivateOrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { jointOrderOf } from "../joint/jointOrderOf.ts";
import { planJoint } from "../joint/planJoint.ts";

/** Most cells that hospitals may have to share, all tables together: a round of choices takes seconds with as many. */
const MAX_SHARED_CELLS = 2 ** 20;

type Named =
  | "datasetIds"
  | "engine"
  | "epsilon"
  | "delta"
  | "rhoMicro"
  | "workload"
  | "patients"
  | "mostPatients"
  | "leastDatasets";

/** The parts of an order that its plan is made of. */
export type PlannedParts = Pick<PrivateOrderSpec, Named> | Pick<LinkedOrderSpec, Named | "parts">;

/**
 * Makes the plan of an order before anybody pays for it: what hospitals and nodes would refuse, this refuses in a buyer's words. Pure, so client
 * and node say the same. Throws E1006: too little epsilon or delta for the tables, too many tables, a wrong number of patients or
 * datasets.
 */
export function checkJointOrder(parts: PlannedParts, schema: DatasetSchema): void {
  const { datasetIds, leastDatasets, engine, epsilon, delta } = parts;
  if (leastDatasets !== undefined && leastDatasets > datasetIds.length)
    refuse(`it needs ${leastDatasets} datasets and names ${datasetIds.length}`);
  const plan = planOf(parts, schema);
  if (plan === null)
    refuse(
      `epsilon ${epsilon} and delta ${delta} are too little for the tables of the engine ${engine}; raise epsilon or measure fewer tables`,
    );
  const cells = plan.cliques.reduce((sum, clique) => sum + clique.cells, 0);
  if (cells > MAX_SHARED_CELLS)
    refuse(
      `the engine ${engine} would have ${cells} cells of ${plan.cliques.length} tables to choose from, the limit is ${MAX_SHARED_CELLS}; choose mst, or fixed tables`,
    );
}

/** null: a share of the budget is too small for the noise that it has to buy. */
function planOf(parts: PlannedParts, schema: DatasetSchema): ReturnType<typeof planJoint> | null {
  try {
    return planJoint(jointOrderOf(parts, { orderId: "0", schema }));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "order", reason });
}
