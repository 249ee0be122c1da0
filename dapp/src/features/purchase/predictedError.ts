import {
  type DatasetSchema,
  isLinkedOrder,
  type LinkedOrderSpec,
  type PrivateOrderSpec,
} from "@symbolon/protocol";
import { jointOrderOf, planJoint } from "@symbolon/synth-worker/joint";

/** How far a private file is expected to be from the records, as total variation distances (0 to 1), by noise alone. */
export type PredictedError = {
  /** Mean over the tables of one variable. */
  readonly oneWay: number;
  /** The variable whose table suffers most. */
  readonly worst: { readonly label: string; readonly error: number };
  /** Tables of several variables: how many are measured, and how far off one of them is (of those to choose from the middle one). null: none. */
  readonly wider: { readonly tables: number; readonly error: number } | null;
  /** Standard deviation of one count's noise in the tables of one variable, in patients. */
  readonly countNoise: number;
};

/** A hospital measures four fifths of its patients and holds out the rest (its holdout split); of linked patients both have to be measured. */
const MEASURED_SHARE = 0.8;
/** E|X| of a standard normal X. */
const MEAN_ABSOLUTE_NORMAL = Math.sqrt(2 / Math.PI);

/**
 * What the noise of an order's plan does to its tables: per table 1/2 sum over cells of E|noise| / patients, the noise of a cell being `coins` fair coins
 * less half of them (variance coins / 4). The nodes' plan is computed here (planJoint), so figures change with every edit and cost nothing.
 * Fitting smooths noise, so a file is usually nearer; relations that are not measured, and a cohort of few patients, can be farther. Throws as planJoint.
 */
export function predictedError(
  spec: PrivateOrderSpec | LinkedOrderSpec,
  schema: DatasetSchema,
): PredictedError {
  const { cliques, oneWayCoins, schedule, sizes } = planJoint(jointOrderOf(spec, { orderId: "0", schema }));
  const measured = Math.max(1, spec.patients * MEASURED_SHARE ** (isLinkedOrder(spec) ? 2 : 1));
  const errorOf = (cells: number, coins: number) =>
    Math.min(1, (cells * MEAN_ABSOLUTE_NORMAL * (Math.sqrt(coins) / 2)) / (2 * measured));
  const columns = sizes.map((cells, i) => ({
    label: schema.columns[i]!.label,
    error: errorOf(cells, oneWayCoins),
  }));
  const tables = cliques.slice(sizes.length).map(({ cells }) => cells);
  const [round] = schedule;
  return {
    oneWay: columns.reduce((sum, { error }) => sum + error, 0) / columns.length,
    worst: columns.reduce((most, each) => (each.error > most.error ? each : most)),
    wider:
      tables.length === 0
        ? null
        : {
            tables: round === undefined ? tables.length : schedule.length,
            error: errorOf(middle(tables), round?.coins ?? oneWayCoins),
          },
    countNoise: Math.sqrt(oneWayCoins) / 2,
  };
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}
