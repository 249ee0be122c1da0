import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { figureText } from "../html/figureText.ts";
import { ofHundred } from "../html/ofHundred.ts";
import type { Gauge } from "./gauge.ts";
import { scaleRule } from "./scaleRule.ts";
import { type ScaleWord, wordFor } from "./wordFor.ts";

const WORDS = ["Very alike", "Alike", "Roughly alike", "Easily told apart"];
const scale = (limits: readonly number[]): ScaleWord[] =>
  WORDS.map((word, i) => (limits[i] === undefined ? { word } : { word, upTo: limits[i] }));
const BY_AUC = scale([0.55, 0.65, 0.8]);
const BY_DISTANCE = scale([0.03, 0.06, 0.12]);

/** How alike real and synthetic records are: by the AUC of a model that tells them apart, or else by the distance of pairs of columns. */
export function likenessGauge({ fidelity }: EvaluationReport): Gauge {
  const { c2st, copyingAlarm, tvd, ceiling } = fidelity;
  const rule =
    `By the AUC of a model that tells real from synthetic: ${scaleRule(BY_AUC)}; "Too alike" with the copying alarm. Without that AUC ` +
    `by the mean distance of pairs of columns above what the training half reaches: ${scaleRule(BY_DISTANCE)}.`;
  const base = { id: "likeness", question: "How alike is it?", rule };
  const distance = `Over pairs of columns the distance to real records is ${figureText(tvd.twoWay)}${
    ceiling.twoWay === null ? "" : `; other real records reach ${figureText(ceiling.twoWay)}`
  }.`;
  const lineUp =
    c2st === null
      ? ""
      : `Shown a real and a synthetic record, a trained model picks the synthetic one ${ofHundred(c2st.value)} times; guessing gives 50. `;
  if (copyingAlarm)
    return {
      ...base,
      word: "Too alike",
      step: 1,
      evidence: `${lineUp}Below 48 it sits closer to the real records than other real records do: a sign of copying.`,
    };
  if (c2st !== null) return { ...base, ...wordFor(BY_AUC, c2st.value), evidence: lineUp + distance };
  const excess = tvd.twoWay - (ceiling.twoWay ?? 0);
  return { ...base, ...wordFor(BY_DISTANCE, excess), evidence: distance };
}
