import { coxLikelihood } from "../../math/coxLikelihood.ts";
import { factorSemidefinite } from "../../math/factorSemidefinite.ts";
import { orderByTime } from "../../math/orderByTime.ts";
import { meanAndDeviation } from "./meanAndDeviation.ts";

/** A fitted proportional hazards model; null is a coefficient that these records do not determine. */
export type CoxFit = {
  /** Log hazard ratios and their standard errors, one per column. */
  readonly coefficients: readonly (number | null)[];
  readonly standardErrors: readonly (number | null)[];
  /** Log partial likelihood with all coefficients 0, and as fitted. */
  readonly nullLogLikelihood: number;
  readonly logLikelihood: number;
  readonly records: number;
  readonly events: number;
  /** False when Newton's method did not come to rest; all coefficients are then null. */
  readonly converged: boolean;
};

const MAX_STEPS = 60;
/** Newton's decrement (twice the log-likelihood still to be gained) at which the fit stands. */
const TOLERANCE = 1e-10;
/** Relative error of a log-likelihood. */
const ROUNDING = 1e-12;
/**
 * A coefficient, in units of its column's standard deviation, that still moves by more than this when the likelihood no longer rises runs off
 * to infinity: the decrement bounds the move of any other by 1e-5 standard errors.
 */
const STILL_MOVING = 1e-3;

/**
 * Cox's proportional hazards regression (Cox 1972), ties after Efron (1977) or Breslow (1974), by Newton's method with halved steps from 0.
 * columns[j][i] is covariate j of record i; `times` and `events` as in orderByTime. A constant column, one that those before it determine, and
 * one whose coefficient runs off to infinity because it separates the events have null for coefficient and standard error; the other
 * coefficients are the limits they tend to. Deterministic. Throws RangeError for columns of other lengths or with cells that are not finite,
 * and as orderByTime.
 */
export function coxRegression(
  columns: readonly Float64Array[],
  times: Float64Array,
  events: Uint8Array,
  { ties = "efron" }: { readonly ties?: "efron" | "breslow" } = {},
): CoxFit {
  const order = orderByTime(times, events);
  const n = order.length;
  const sorted = {
    times: Float64Array.from(order, (record) => times[record]!),
    events: Uint8Array.from(order, (record) => events[record]!),
  };
  const scales = columns.map((column) => {
    if (column.length !== n) throw new RangeError(`a column of ${column.length} cells for ${n} records`);
    if (!column.every(Number.isFinite))
      throw new RangeError("a covariate has cells that are no finite number");
    return meanAndDeviation(column);
  });
  const covariates = columns.map((column, j) => {
    const { mean, deviation } = scales[j]!;
    // A constant column stays at 0, so that it has no information and is left out.
    return Float64Array.from(order, (record) => (deviation > 0 ? (column[record]! - mean) / deviation : 0));
  });
  const model = { ...sorted, covariates, efron: ties === "efron" };

  const p = columns.length;
  let weights = new Float64Array(p);
  let state = coxLikelihood(model, weights);
  const nullLogLikelihood = state.logLikelihood;
  let move: Float64Array = new Float64Array(p);
  let converged = false;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, information, logLikelihood } = state;
    move = factorSemidefinite(information, p).solve(gradient);
    const decrement = move.reduce((sum, each, j) => sum + each * gradient[j]!, 0);
    if (decrement <= TOLERANCE) {
      converged = true;
      break;
    }
    let length = 1;
    let next = state;
    let moved = weights;
    // A sum of so many logarithms is not exact: a loss within its rounding is none.
    const least = logLikelihood - ROUNDING * (1 + Math.abs(logLikelihood));
    const rises = () => next.logLikelihood >= least && next.logLikelihood < Number.POSITIVE_INFINITY;
    do {
      moved = weights.map((weight, j) => weight + length * move[j]!);
      next = coxLikelihood(model, moved);
      length /= 2;
    } while (!rises() && length > 1e-6);
    if (!rises()) break;
    weights = moved;
    state = next;
  }
  const runsOff = move.map((each) => Number(Math.abs(each) > STILL_MOVING));
  const information = state.information.slice();
  runsOff.forEach((off, j) => {
    if (off === 1) for (let k = 0; k < p; k++) information[j * p + k] = information[k * p + j] = 0;
  });
  const { dependent, inverseDiagonal } = factorSemidefinite(information, p);
  const variances = inverseDiagonal();
  const known = scales.map((_, j) => converged && runsOff[j] === 0 && dependent[j] === 0);
  return {
    coefficients: scales.map(({ deviation }, j) => (known[j] ? weights[j]! / deviation : null)),
    standardErrors: scales.map(({ deviation }, j) =>
      known[j] ? Math.sqrt(variances[j]!) / deviation : null,
    ),
    nullLogLikelihood,
    logLikelihood: state.logLikelihood,
    records: n,
    events: events.reduce((sum, event) => sum + event, 0),
    converged,
  };
}
