import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { factorSemidefinite } from "../../math/factorSemidefinite.ts";
import { orderByTime } from "./orderByTime.ts";

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
const ROUNDING = 1e-12;
/**
 * A coefficient, in units of its column's standard deviation, that still moves by more than this when the likelihood no longer rises runs off
 * to infinity: the decrement bounds the move of any other by 1e-5 standard errors.
 */
const STILL_MOVING = 1e-3;

/**
 * Cox's proportional hazards regression (Cox 1972), ties after Efron (1977) or Breslow (1974), by Newton's method with halved steps from 0.
 * columns[j][i] is covariate j of record i; `times` and `events` as in orderByTime. A constant column, one that
 * those before it determine, and one whose coefficient runs off to infinity because it separates the events have null for coefficient and
 * standard error; the other coefficients are the limits they tend to. Deterministic. Throws RangeError for columns of other lengths or with cells that
 * are not finite, and as orderByTime.
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
  const scales = columns.map((column) => scaleOf(column, n));
  const covariates = columns.map((column, j) => {
    const { mean, deviation } = scales[j]!;
    // A constant column stays at 0, so that it has no information and is left out.
    return Float64Array.from(order, (record) => (deviation > 0 ? (column[record]! - mean) / deviation : 0));
  });
  const model = { ...sorted, covariates, efron: ties === "efron" };

  const p = columns.length;
  let weights = new Float64Array(p);
  let state = likelihoodAt(model, weights);
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
    const rises = () => next.logLikelihood >= least && next.logLikelihood <= 0;
    do {
      moved = weights.map((weight, j) => weight + length * move[j]!);
      next = likelihoodAt(model, moved);
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

function scaleOf(column: Float64Array, n: number): { mean: number; deviation: number } {
  if (column.length !== n) throw new RangeError(`a column of ${column.length} cells for ${n} records`);
  if (!column.every(Number.isFinite)) throw new RangeError("a covariate has cells that are no finite number");
  if (column.every((value) => value === column[0])) return { mean: 0, deviation: 0 };
  const mean = column.reduce((sum, value) => sum + value, 0) / n;
  const squares = column.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, deviation: Math.sqrt(squares / n) };
}

/** Records in ascending order of time. */
type Model = {
  readonly times: Float64Array;
  readonly events: Uint8Array;
  readonly covariates: readonly Float64Array[];
  readonly efron: boolean;
};

/** Log partial likelihood, its gradient, and its observed information (lower triangle, row-major). */
type State = { logLikelihood: number; gradient: Float64Array; information: Float64Array };

/**
 * Two sweeps. Backwards in time the risk sets grow, and every event takes its term of the likelihood and the mean covariates of its risk set.
 * Forwards the expected number of events of every record adds up (its risk times the Breslow or Efron cumulative hazard), which weighs the
 * record in the gradient (a martingale residual) and in the information: so sums of squares are taken once per record, not once per event.
 */
function likelihoodAt({ times, events, covariates, efron }: Model, weights: Float64Array): State {
  const n = times.length;
  const p = covariates.length;
  const scores = new Float64Array(n);
  covariates.forEach((column, j) => {
    for (let i = 0; i < n; i++) scores[i]! += weights[j]! * column[i]!;
  });
  const shift = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const risks = scores.map((score) => deterministicExp(score - shift));

  const information = new Float64Array(p * p);
  /** What the events of each time add to the cumulative hazard, for records that go on or end, and for those with the event. */
  const hazards = new Float64Array(n);
  const tiedHazards = new Float64Array(n);
  const sums = new Float64Array(p);
  const tied = new Float64Array(p);
  const means = new Float64Array(p);
  let logLikelihood = 0;
  let total = 0;
  for (let end = n; end > 0; ) {
    let start = end;
    let seen = 0;
    let tiedTotal = 0;
    tied.fill(0);
    while (start > 0 && times[start - 1] === times[end - 1]) {
      start--;
      const risk = risks[start]!;
      total += risk;
      for (let j = 0; j < p; j++) sums[j]! += risk * covariates[j]![start]!;
      if (events[start] === 0) continue;
      seen++;
      tiedTotal += risk;
      logLikelihood += scores[start]! - shift;
      for (let j = 0; j < p; j++) tied[j]! += risk * covariates[j]![start]!;
    }
    for (let event = 0; event < seen; event++) {
      const gone = efron ? event / seen : 0;
      const left = total - gone * tiedTotal;
      logLikelihood -= deterministicLog(left);
      hazards[start]! += 1 / left;
      tiedHazards[start]! += (1 - gone) / left;
      for (let j = 0; j < p; j++) means[j] = (sums[j]! - gone * tied[j]!) / left;
      for (let j = 0; j < p; j++)
        for (let k = 0; k <= j; k++) information[j * p + k]! -= means[j]! * means[k]!;
    }
    end = start;
  }

  const expected = new Float64Array(n);
  let cumulative = 0;
  for (let start = 0; start < n; ) {
    const here = hazards[start]!;
    const hereTied = tiedHazards[start]!;
    const time = times[start]!;
    for (; start < n && times[start] === time; start++)
      expected[start] = risks[start]! * (cumulative + (events[start] === 1 ? hereTied : here));
    cumulative += here;
  }
  const gradient = new Float64Array(p);
  const weighted = new Float64Array(n);
  for (let j = 0; j < p; j++) {
    const column = covariates[j]!;
    let slope = 0;
    for (let i = 0; i < n; i++) {
      slope += (events[i]! - expected[i]!) * column[i]!;
      weighted[i] = expected[i]! * column[i]!;
    }
    gradient[j] = slope;
    for (let k = 0; k <= j; k++) {
      const other = covariates[k]!;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += weighted[i]! * other[i]!;
      information[j * p + k]! += sum;
    }
  }
  return { logLikelihood, gradient, information };
}
