import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { countText } from "../html/countText.ts";
import { figureText } from "../html/figureText.ts";
import type { Gauge } from "./gauge.ts";
import { scaleRule } from "./scaleRule.ts";
import { type ScaleWord, wordFor } from "./wordFor.ts";

const BY_WIDTH: readonly ScaleWord[] = [
  { word: "Quite sure", upTo: 0.02 },
  { word: "Fairly sure", upTo: 0.04 },
  { word: "Not very sure", upTo: 0.08 },
  { word: "Unsure" },
];

/** How sure the privacy figures are: by half the width of the widest membership interval. A proof needs no measuring. */
export function certaintyGauge({ privacy, holdout }: EvaluationReport): Gauge {
  const rule = `"Proved" with a differential privacy proof. Otherwise by half the width of the widest 95 % interval of a membership AUC: ${scaleRule(BY_WIDTH)}.`;
  const base = { id: "certainty", question: "How sure are we?", rule };
  const judged = `Judged on ${countText(holdout.rows)} real records that the generator never saw.`;
  const halfWidths = privacy.membership.map(({ auc }) => (auc.high - auc.low) / 2);
  const widest = halfWidths.length === 0 ? null : Math.max(...halfWidths);
  const range =
    widest === null
      ? ""
      : ` With other records the attacks' figures could move by about ${figureText(widest * 100, 1)} of 100.`;
  if (privacy.proof !== null)
    return {
      ...base,
      word: "Proved",
      step: 4,
      evidence: `The privacy of this file follows from how it was made, not from attacks that failed. ${judged}${range}`,
    };
  if (widest === null) return { ...base, word: "Not measured", step: null, evidence: judged };
  const caveat = " Without a proof, an attack nobody has tried yet may do better.";
  return { ...base, ...wordFor(BY_WIDTH, widest), evidence: judged + range + caveat };
}
