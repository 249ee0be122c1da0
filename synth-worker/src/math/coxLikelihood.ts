import { deterministicExp } from "./deterministicExp.ts";
import { deterministicLog } from "./deterministicLog.ts";

/** Records in ascending order of time; covariates[j][i] is covariate j of record i; ties after Efron, else after Breslow. */
type CoxModel = {
  readonly times: Float64Array;
  readonly events: Uint8Array;
  readonly covariates: readonly Float64Array[];
  readonly efron: boolean;
};

/** Log partial likelihood, its gradient, and its observed information (lower triangle, row-major). */
type CoxLikelihood = { logLikelihood: number; gradient: Float64Array; information: Float64Array };

/**
 * The log partial likelihood of Cox's model (Cox 1972) at given coefficients, and its derivatives, in two sweeps. Backwards in time the risk
 * sets grow, and every event takes its term of the likelihood and the mean covariates of its risk set. Forwards the expected number of events
 * of every record adds up (its risk times the Breslow or Efron cumulative hazard), which weighs the record in the gradient (a martingale
 * residual) and in the information: so sums of squares are taken once per record, not once per event.
 */
export function coxLikelihood(
  { times, events, covariates, efron }: CoxModel,
  weights: Float64Array,
): CoxLikelihood {
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
