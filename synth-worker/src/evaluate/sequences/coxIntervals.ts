import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { factorSemidefinite } from "../../math/factorSemidefinite.ts";
import { meanAndDeviation } from "../utility/meanAndDeviation.ts";

/** Intervals (start, stop] of patients under risk, with covariates that hold in them: columns[j][i] is covariate j of interval i. */
export type RiskIntervals = {
  readonly starts: Float64Array;
  readonly stops: Float64Array;
  /** 1: the event came at `stop`. */
  readonly events: Uint8Array;
  readonly columns: readonly Float64Array[];
};

const MAX_STEPS = 40;
const TOLERANCE = 1e-10;

/**
 * Cox's regression with time-dependent covariates as a counting process (Andersen and Gill 1982), ties after Efron (1977): log hazard ratios with
 * standard errors by Newton's method; null for all when it does not come to rest, which separation of the events makes it. A patient whose follow-up
 * is cut into intervals with the same covariates counts as uncut. Throws RangeError for an interval that does not end after its start.
 */
export function coxIntervals({ starts, stops, events, columns }: RiskIntervals): {
  readonly coefficients: readonly (number | null)[];
  readonly standardErrors: readonly (number | null)[];
} {
  if (starts.some((start, i) => !(start < stops[i]!)))
    throw new RangeError("an interval ends before its start");
  const p = columns.length;
  const scales = columns.map(meanAndDeviation);
  const cells = columns.map((column, j) => {
    const { mean, deviation } = scales[j]!;
    return column.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
  });
  const all = Array.from(starts.keys());
  const byStop = Int32Array.from(all).sort((a, b) => stops[b]! - stops[a]!);
  const byStart = Int32Array.from(all).sort((a, b) => starts[b]! - starts[a]!);
  const derivatives = (weights: Float64Array) => {
    const scores = Float64Array.from(all, (i) =>
      cells.reduce((sum, column, j) => sum + weights[j]! * column[i]!, 0),
    );
    const risks = scores.map(deterministicExp);
    const inside = sums(p);
    let [next, out] = [0, 0];
    let logLikelihood = 0;
    const gradient = new Float64Array(p);
    const information = new Float64Array(p * p);
    while (next < byStop.length) {
      const time = stops[byStop[next]!]!;
      const dying = sums(p);
      const died: number[] = [];
      for (; next < byStop.length && stops[byStop[next]!] === time; next++) {
        const i = byStop[next]!;
        inside.add(i, risks[i]!, cells);
        if (events[i] === 0) continue;
        died.push(i);
        dying.add(i, risks[i]!, cells);
      }
      for (; out < byStart.length && starts[byStart[out]!]! >= time; out++)
        inside.add(byStart[out]!, -risks[byStart[out]!]!, cells);
      died.forEach((i, tie) => {
        const gone = tie / died.length;
        const total = inside.risk - gone * dying.risk;
        logLikelihood += scores[i]! - deterministicLog(total);
        for (let j = 0; j < p; j++) {
          const mean = (inside.first[j]! - gone * dying.first[j]!) / total;
          gradient[j]! += cells[j]![i]! - mean;
          for (let k = 0; k <= j; k++) {
            const other = (inside.first[k]! - gone * dying.first[k]!) / total;
            information[j * p + k]! +=
              (inside.second[j * p + k]! - gone * dying.second[j * p + k]!) / total - mean * other;
          }
        }
      });
    }
    return { logLikelihood, gradient, information };
  };

  let weights = new Float64Array(p);
  let state = derivatives(weights);
  for (let step = 0; step < MAX_STEPS; step++) {
    const { solve, inverseDiagonal } = factorSemidefinite(state.information, p);
    const move = solve(state.gradient);
    const decrement = move.reduce((sum, each, j) => sum + each * state.gradient[j]!, 0);
    if (decrement <= TOLERANCE) {
      const variances = inverseDiagonal();
      const known = (j: number) => scales[j]!.deviation > 0;
      return {
        coefficients: scales.map(({ deviation }, j) => (known(j) ? weights[j]! / deviation : null)),
        standardErrors: scales.map(({ deviation }, j) =>
          known(j) ? Math.sqrt(variances[j]!) / deviation : null,
        ),
      };
    }
    let length = 1;
    const from = weights;
    let moved = state;
    do {
      const now = length;
      weights = from.map((weight, j) => weight + now * move[j]!);
      moved = derivatives(weights);
      length /= 2;
    } while (!(moved.logLikelihood >= state.logLikelihood - 1e-9) && length > 1e-6);
    state = moved;
  }
  const nothing = columns.map(() => null);
  return { coefficients: nothing, standardErrors: nothing };
}

/** Running sums of risk, risk x covariate, and risk x covariate x covariate (lower triangle). */
function sums(p: number) {
  return {
    risk: 0,
    first: new Float64Array(p),
    second: new Float64Array(p * p),
    add(i: number, risk: number, cells: readonly Float64Array[]) {
      this.risk += risk;
      for (let j = 0; j < p; j++) {
        const part = risk * cells[j]![i]!;
        this.first[j]! += part;
        for (let k = 0; k <= j; k++) this.second[j * p + k]! += part * cells[k]![i]!;
      }
    },
  };
}
