import { factorSemidefinite } from "../../math/factorSemidefinite.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import type { Statistic, Step } from "./statistic.ts";

/** Where Newton's method asks for the likelihood, and the move it tries out there. */
export type NewtonParameters = {
  readonly stage: "newton";
  /** Evaluations before this one. */
  readonly evaluations: number;
  readonly coefficients: readonly number[];
  /** coefficients = from + length * direction; null at the start. */
  readonly move: {
    readonly from: readonly number[];
    readonly direction: readonly number[];
    readonly length: number;
    readonly logLikelihood: number;
  } | null;
  /** With all coefficients 0; null until it is known. */
  readonly nullLogLikelihood: number | null;
};

/** A hospital's part of a log-likelihood at given coefficients; `information` row-major, of which the lower triangle is read. */
export type LikelihoodPart = {
  readonly logLikelihood: number;
  readonly gradient: ArrayLike<number>;
  readonly information: ArrayLike<number>;
  readonly records: number;
  readonly events: number;
};

/** A fitted model in the scaled terms; null is a coefficient that those before it determine. */
export type NewtonFit = {
  readonly coefficients: readonly (number | null)[];
  readonly standardErrors: readonly (number | null)[];
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  readonly records: number;
  readonly events: number;
  /** Times the likelihood was evaluated. */
  readonly evaluations: number;
};

const MAX_EVALUATIONS = 60;
/** Newton's decrement at which the last move is made: it then leaves an error far below that of the fixed point. */
const TOLERANCE = 1e-16;
/** A scaled coefficient that still moves by more than STILL_MOVING when the likelihood hardly rises (decrement below FLAT) runs off to infinity. */
const FLAT = 1e-10;
const STILL_MOVING = 1e-3;

/**
 * Maximum likelihood by Newton's method with halved moves, the log-likelihood, its gradient and its information being sums over hospitals:
 * the estimate is that of the pooled records. Rounding a hospital's numbers to 2^-fractionBits shifts the estimate by at most
 * hospitals * 2^-(fractionBits + 1) times the largest absolute row sum of the inverse information (docs/STATISTICS.md); it enters through the
 * gradient alone, since errors of the information only change the path. Covariates are to lie within [-1, 1].
 */
export function newtonStatistic<R>(model: {
  readonly what: string;
  /** Names of the coefficients. */
  readonly names: readonly string[];
  readonly fractionBits: number;
  readonly hospitals: number;
  readonly part: (table: MixedTable, coefficients: Float64Array) => LikelihoodPart;
  readonly resultOf: (fit: NewtonFit) => R;
}): Statistic<NewtonParameters, R> {
  const { names, fractionBits, hospitals } = model;
  const p = names.length;
  const rounding = hospitals * 2 ** -(fractionBits + 1);
  const stop = TOLERANCE + p * rounding * rounding;

  const evaluate = (parameters: NewtonParameters): Step<NewtonParameters, R> =>
    parameters.evaluations >= MAX_EVALUATIONS
      ? { step: "withheld", reason: "the fit does not come to rest" }
      : {
          step: "round",
          plan: {
            what: model.what,
            parameters,
            length: 3 + p + (p * (p + 1)) / 2,
            fractionBits,
            noise: null,
          },
        };

  return {
    start: () =>
      evaluate({
        stage: "newton",
        evaluations: 0,
        coefficients: new Array<number>(p).fill(0),
        move: null,
        nullLogLikelihood: null,
      }),
    local(table, { parameters }) {
      const part = model.part(table, Float64Array.from(parameters.coefficients));
      const { gradient, information, records, events } = part;
      // Far off the maximum the likelihood may leave the range of the fixed point, or of doubles: the move is then taken back.
      const least = -(2 ** (55 - fractionBits));
      if (!(part.logLikelihood > least)) {
        const none = new Float64Array(3 + p + (p * (p + 1)) / 2);
        none.set([least, records, events]);
        return none;
      }
      const lower = Array.from({ length: p }, (_, i) =>
        Array.from({ length: i + 1 }, (__, j) => information[i * p + j]!),
      );
      return Float64Array.from([
        part.logLikelihood,
        records,
        events,
        ...Array.from(gradient),
        ...lower.flat(),
      ]);
    },
    combine({ parameters }, sums) {
      const { evaluations, coefficients, move } = parameters;
      const logLikelihood = sums[0]!;
      const again = (from: readonly number[], direction: readonly number[], length: number, at: number) =>
        evaluate({
          stage: "newton",
          evaluations: evaluations + 1,
          coefficients: from.map((each, j) => each + length * direction[j]!),
          move: { from, direction, length, logLikelihood: at },
          nullLogLikelihood: parameters.nullLogLikelihood ?? logLikelihood,
        });
      // A loss within the rounding of such a sum is none.
      if (
        move !== null &&
        logLikelihood < move.logLikelihood - 2 * rounding - 1e-12 * Math.abs(logLikelihood)
      )
        return again(move.from, move.direction, move.length / 2, move.logLikelihood);

      const gradient = sums.subarray(3, 3 + p);
      const information = new Float64Array(p * p);
      let next = 3 + p;
      for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) information[i * p + j] = sums[next++]!;
      const { solve, inverseDiagonal, dependent } = factorSemidefinite(
        information,
        p,
        dependenceTolerance(information, p, rounding),
      );
      const direction = Array.from(solve(gradient));
      const decrement = direction.reduce((sum, each, j) => sum + each * gradient[j]!, 0);
      const runsOff = direction.findIndex((each) => Math.abs(each) > STILL_MOVING);
      if (decrement <= FLAT && runsOff >= 0)
        return {
          step: "withheld",
          reason: `the records do not determine the coefficient of ${names[runsOff]}`,
        };
      if (decrement > stop) return again(coefficients, direction, 1, logLikelihood);
      const variances = inverseDiagonal();
      const known = (j: number, value: number) => (dependent[j] === 0 ? value : null);
      return {
        step: "released",
        result: model.resultOf({
          coefficients: coefficients.map((each, j) => known(j, each + direction[j]!)),
          standardErrors: coefficients.map((_, j) => known(j, Math.sqrt(variances[j]!))),
          logLikelihood,
          nullLogLikelihood: parameters.nullLogLikelihood ?? logLikelihood,
          records: sums[1]!,
          events: sums[2]!,
          evaluations: evaluations + 1,
        }),
      };
    },
  };
}

/** What a pivot may fall to, relative to its diagonal, when a row depends on others: rounding leaves it a little above 0. */
function dependenceTolerance(information: Float64Array, p: number, rounding: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < p; i++) {
    const diagonal = information[i * p + i]!;
    if (diagonal > 0) least = Math.min(least, diagonal);
  }
  return Math.min(1e-3, Math.max(1e-10, (4 * p * rounding) / least));
}
