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
  /** What all coefficients 0 give: the log-likelihood, and places of coefficients that those before them determine; null until it is known. */
  readonly start: { readonly logLikelihood: number; readonly dependent: readonly number[] } | null;
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

/** A round's numbers: 1 from every hospital whose numbers fit, log-likelihood, records, events; then the gradient, and the information's lower triangle. */
const FIRST = 4;
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
            length: FIRST + p + (p * (p + 1)) / 2,
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
        start: null,
      }),
    local(table, { parameters }) {
      const part = model.part(table, Float64Array.from(parameters.coefficients));
      const { logLikelihood, records, events, gradient, information } = part;
      const lower = Array.from({ length: p }, (_, i) =>
        Array.from({ length: i + 1 }, (__, j) => information[i * p + j]!),
      );
      const numbers = [1, logLikelihood, records, events, ...Array.from(gradient), ...lower.flat()];
      // Far off the maximum numbers may leave the range of the fixed point, or of doubles: the move is then taken back.
      const fits = numbers.every((number) => Math.abs(number) < 2 ** (56 - fractionBits));
      return fits ? Float64Array.from(numbers) : new Float64Array(numbers.length);
    },
    combine({ parameters }, sums) {
      const { evaluations, coefficients, move } = parameters;
      const [whole, logLikelihood, records, events] = Array.from(sums) as [number, number, number, number];
      const again = (next: Pick<NewtonParameters, "move" | "start">) => {
        const { from, length, direction } = next.move!;
        return evaluate({
          stage: "newton",
          evaluations: evaluations + 1,
          coefficients: from.map((each, j) => each + length * direction[j]!),
          ...next,
        });
      };
      if (whole < hospitals && move === null)
        return { step: "withheld", reason: "a hospital's numbers are too large for this precision" };
      // A loss within the rounding of such a sum is none.
      const slack = 2 * rounding + 1e-12 * Math.abs(logLikelihood);
      if (move !== null && (whole < hospitals || logLikelihood < move.logLikelihood - slack))
        return again({ start: parameters.start, move: { ...move, length: move.length / 2 } });

      const gradient = sums.subarray(FIRST, FIRST + p);
      const information = new Float64Array(p * p);
      let next = FIRST + p;
      for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) information[i * p + j] = sums[next++]!;
      // What depends on others at the start stays out; what joins later has lost its information on the way to infinity.
      for (const j of parameters.start?.dependent ?? []) information[j * p + j] = 0;
      const { solve, inverseDiagonal, dependent } = factorSemidefinite(
        information,
        p,
        dependenceTolerance(information, p, rounding),
      );
      const places = coefficients.flatMap((_, j) => (dependent[j] === 1 ? [j] : []));
      const start = parameters.start ?? { logLikelihood, dependent: places };
      const direction = Array.from(solve(gradient));
      const decrement = direction.reduce((sum, each, j) => sum + each * gradient[j]!, 0);
      const runsOff =
        places.find((j) => !start.dependent.includes(j)) ??
        (decrement <= FLAT ? direction.findIndex((each) => Math.abs(each) > STILL_MOVING) : -1);
      if (runsOff >= 0) {
        const reason = `the records do not determine the coefficient of ${names[runsOff]}`;
        return { step: "withheld", reason };
      }
      if (decrement > stop)
        return again({ start, move: { from: coefficients, direction, length: 1, logLikelihood } });
      const variances = inverseDiagonal();
      const known = (j: number, value: number) => (dependent[j] === 0 ? value : null);
      return {
        step: "released",
        result: model.resultOf({
          coefficients: coefficients.map((each, j) => known(j, each + direction[j]!)),
          standardErrors: coefficients.map((_, j) => known(j, Math.sqrt(variances[j]!))),
          logLikelihood,
          nullLogLikelihood: start.logLikelihood,
          records,
          events,
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
