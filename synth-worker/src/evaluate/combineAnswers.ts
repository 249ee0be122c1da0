import type { PrivateCertificate } from "@symbolon/protocol";
import type { HospitalFigures } from "./privately/describeHoldout.ts";
import { provedMembershipBound } from "./privately/provedMembershipBound.ts";

/** The verdict part of a private file's certificate. */
export type Verdict = Pick<PrivateCertificate, "bound" | "summary" | "passed" | "reasons">;

/** A file is further from its own model's tables than noise and sampling explain when it passes this multiple of them, and a bit. */
const EXPLAINED = 1.5;
const ALLOWANCE = 0.02;

/**
 * Joins the hospitals' answers into a certificate's summary and verdict: a function of its arguments, so anyone who has a certificate
 * gets the same.
 *
 * First what costs nothing: a file that is not what its model's noisy tables say fails, whatever hospitals answer. Distances: means over
 * hospitals weighted by their noisy numbers of records, so that a small hospital's noise does not decide; with unlike hospitals they lie
 * above what one file can reach even when the fit is perfect.
 * Membership: AUCs weighted by inverse squared interval widths (fixed-effect pooling), judged by the UPPER 95 % limit, which no
 * proof of the order's rho lets pass `bound`; and no single hospital's LOWER limit may exceed the threshold, so a leak at one is not
 * averaged away. Each threshold that is exceeded gives one reason; no reason means passed.
 * No answers (the file failed before any hospital was asked) give the worst summary. Throws RangeError for answers without columns.
 */
export function combineAnswers(input: {
  readonly answers: readonly HospitalFigures[];
  readonly dataFree: PrivateCertificate["dataFree"];
  /** The whole order's. */
  readonly rhoMicro: bigint;
  /** What the measured tables keep to: the Renyi orders that their noise serves, and what rho does not cover. */
  readonly model: { readonly maxOrder: number; readonly ledger: readonly { readonly delta: number }[] };
  readonly thresholds: PrivateCertificate["thresholds"];
}): Verdict {
  const { answers, dataFree, rhoMicro, model, thresholds } = input;
  const proved = provedMembershipBound({
    rhoMicro,
    maxOrder: model.maxOrder,
    // An entry's delta is more than twice what it loses.
    lost: model.ledger.reduce((sum, { delta }) => sum + delta, 0),
  });
  // Rounded up: the bound must stay one.
  const bound = { auc: roundedUp(proved.auc), tprAt1PercentFpr: roundedUp(proved.tprAt1PercentFpr) };
  const reasons: string[] = [];
  const judge = (what: string, value: number, limit: number) => {
    // Written so that NaN fails.
    if (!(value <= limit)) reasons.push(`${what} is ${value}, the order allows ${limit}`);
  };
  if (dataFree !== null) {
    const limit = (expected: number) => rounded(EXPLAINED * expected + ALLOWANCE);
    judge("distance to the model's single columns", dataFree.meanTvd1, limit(dataFree.expectedTvd1));
    judge("distance to the model's joint tables", dataFree.meanTvd2, limit(dataFree.expectedTvd2));
  }
  if (answers.length === 0) {
    reasons.push("no hospital was asked");
    return { bound, summary: WORST, passed: false, reasons };
  }
  const one = pooledMeans(answers, ({ oneWay }) => oneWay);
  const two = pooledMeans(answers, ({ twoWay }) => twoWay);
  const summary = {
    meanTvd1: rounded(one.tvd),
    meanTvd2: rounded(two.tvd),
    noiseTvd1: rounded(one.noise),
    noiseTvd2: rounded(two.noise),
    expectedTvd1: rounded(one.expected),
    expectedTvd2: rounded(two.expected),
    membershipAuc: pooledAuc(answers, bound.auc),
  };
  judge("mean 1-way total variation", summary.meanTvd1, thresholds.maxMeanTvd1);
  judge("mean 2-way total variation", summary.meanTvd2, thresholds.maxMeanTvd2);
  judge("upper 95 % limit of the membership AUC", summary.membershipAuc.high, thresholds.maxMiaAuc);
  const surest = Math.max(0, ...answers.map(({ membership }) => membership?.low ?? 0));
  judge("one hospital's lower 95 % limit of the membership AUC", surest, thresholds.maxMiaAuc);
  return { bound, summary, passed: reasons.length === 0, reasons };
}

const WORST = {
  ...{ meanTvd1: 1, meanTvd2: 1, noiseTvd1: 0, noiseTvd2: 0, expectedTvd1: 0, expectedTvd2: 0 },
  membershipAuc: { value: 1, low: 0, high: 1 },
};

type Paid = { readonly tvd: number; readonly noise: number; readonly expected: number };

function pooledMeans(
  answers: readonly HospitalFigures[],
  pick: (answer: HospitalFigures) => readonly Paid[],
): Paid {
  const total = answers.reduce((sum, { records }) => sum + records, 0);
  let [tvd, variance, expected] = [0, 0, 0];
  for (const answer of answers) {
    const tables = pick(answer);
    // A file of one column has no pairs.
    if (tables.length === 0) continue;
    const weight = answer.records / total;
    const mean = (of: (table: Paid) => number) =>
      tables.reduce((sum, table) => sum + of(table), 0) / tables.length;
    tvd += weight * mean((table) => table.tvd);
    expected += weight * mean((table) => table.expected);
    variance += (weight * weight * mean((table) => table.noise * table.noise)) / tables.length;
  }
  return { tvd, expected, noise: Math.sqrt(variance) };
}

function pooledAuc(answers: readonly HospitalFigures[], bound: number) {
  let weights = 0;
  let sum = 0;
  for (const { membership } of answers) {
    const { value, low, high } = membership ?? { value: 0.5, low: 0, high: 1 };
    // Half the interval, at least its rounding step: a perfect attack has no width but must not get all the weight.
    const half = Math.max(1e-4, (high - low) / 2);
    weights += 1 / (half * half);
    sum += value / (half * half);
  }
  const value = sum / weights;
  const half = Math.sqrt(1 / weights);
  // No attack does better than was proved: what lies above is noise.
  const cut = (limit: number) => Math.min(bound, rounded(Math.min(1, Math.max(0, limit))));
  return { value: cut(value), low: cut(value - half), high: cut(value + half) };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function roundedUp(value: number): number {
  return Math.min(1, Math.ceil(value * 10_000) / 10_000);
}
