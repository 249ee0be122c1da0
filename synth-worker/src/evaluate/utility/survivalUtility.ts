import type { EvaluationReport } from "@symbolon/protocol";
import { coxDesign } from "./coxDesign.ts";
import { type CoxFit, coxRegression } from "./coxRegression.ts";
import { coxTerms } from "./coxTerms.ts";
import { followUp, type SurvivalPair } from "./followUp.ts";
import { harrellC } from "./harrellC.ts";
import { hazardRatioAgreement } from "./hazardRatioAgreement.ts";
import { type KaplanMeier, kaplanMeier } from "./kaplanMeier.ts";
import { kaplanMeierDistance } from "./kaplanMeierDistance.ts";
import { linearPredictor } from "./linearPredictor.ts";
import { logRank } from "./logRank.ts";
import { unoC } from "./unoC.ts";
import type { UtilityTables } from "./utilityTables.ts";

type Survival = EvaluationReport["utility"]["survival"][number];

const MAX_TERMS = 12;
/** Fewer events per term give Cox models that say little (Peduzzi et al., Journal of Clinical Epidemiology 48, 1995). */
const EVENTS_PER_TERM = 10;
/** Points of a survival curve after its start. */
const CURVE_STEPS = 100;

/**
 * Survival in the synthetic file beside the holdout: Kaplan-Meier curves at 101 equally spaced times up to the last holdout event, their mean
 * distance, the log-rank p of real against synthetic, and Cox models (Efron) on the terms of coxTerms (at most 12, and at most one per ten
 * holdout events) with columns in `without` and the pair left out. Hazards compare the fits on holdout and synthetic records; the concordances
 * are those of the linear predictors learned from synthetic and from training records, on the holdout; the calibration slope is the Cox
 * coefficient there of the synthetic one (1 right, 0 useless). null when the holdout has no event or the synthetic file no follow-up. Throws
 * RangeError as followUp.
 */
export function survivalUtility(
  { synthetic, training, holdout }: UtilityTables,
  pair: SurvivalPair,
  without: readonly string[],
): Survival | null {
  const real = followUp(holdout, pair);
  const made = followUp(synthetic, pair);
  const events = real.events.reduce((sum, event) => sum + event, 0);
  if (events === 0 || made.rows.length === 0) return null;
  const curve = kaplanMeier(real.times, real.events);
  const madeCurve = kaplanMeier(made.times, made.events);
  const until = curve.times.at(-1)!;

  const terms = coxTerms(
    holdout,
    [...without, pair.time, pair.event],
    Math.min(MAX_TERMS, Math.floor(events / EVENTS_PER_TERM)),
  );
  const tried = coxDesign(holdout, real, terms);
  const madeDesign = coxDesign(synthetic, made, terms);
  const trainDesign = coxDesign(training, followUp(training, pair), terms);
  const fit = (design: typeof tried): CoxFit => coxRegression(design.columns, design.times, design.events);
  const madeFit = fit(madeDesign);
  const { hazards, meanIntervalOverlap, maxStandardisedDifference } = hazardRatioAgreement(
    terms.map(({ name }) => name),
    fit(tried),
    madeFit,
  );
  /** The model's linear predictor on the holdout; null when it has not one coefficient. */
  const predictor = ({ coefficients }: CoxFit): Float64Array | null =>
    coefficients.some((coefficient) => coefficient !== null)
      ? linearPredictor(tried.columns, coefficients, tried.times.length)
      : null;
  const fromMade = predictor(madeFit);
  const fromReal = predictor(fit(trainDesign));
  const concordanceOf = (measure: typeof harrellC, scores: Float64Array | null): number | null =>
    scores && measure(scores, tried.times, tried.events);
  return {
    time: pair.time,
    event: pair.event,
    kaplanMeier: { real: pointsOf(curve, until), synthetic: pointsOf(madeCurve, until) },
    kaplanMeierDistance: kaplanMeierDistance(curve, madeCurve).distance,
    logRankP: logRank(
      joined(real.times, made.times),
      Uint8Array.from([...real.events, ...made.events]),
      Uint8Array.from({ length: real.rows.length + made.rows.length }, (_, i) =>
        Number(i >= real.rows.length),
      ),
      2,
    ).p,
    hazards,
    meanIntervalOverlap,
    maxStandardisedDifference,
    calibrationSlope: fromMade && coxRegression([fromMade], tried.times, tried.events).coefficients[0]!,
    harrellC: { synthetic: concordanceOf(harrellC, fromMade), real: concordanceOf(harrellC, fromReal) },
    unoC: { synthetic: concordanceOf(unoC, fromMade), real: concordanceOf(unoC, fromReal) },
  };
}

function pointsOf(curve: KaplanMeier, until: number): { x: number[]; y: number[] } {
  const x = Array.from({ length: CURVE_STEPS + 1 }, (_, step) => (until * step) / CURVE_STEPS);
  return { x, y: x.map((time) => curve.survivalAt(time)) };
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const out = new Float64Array(first.length + second.length);
  out.set(first);
  out.set(second, first.length);
  return out;
}
