import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { figureText } from "../html/figureText.ts";
import { ofHundred } from "../html/ofHundred.ts";
import type { Gauge } from "./gauge.ts";
import { scaleRule } from "./scaleRule.ts";
import { type ScaleWord, wordFor } from "./wordFor.ts";

const BY_LOSS: readonly ScaleWord[] = [
  { word: "As good as real", upTo: 0.01 },
  { word: "Nearly as good", upTo: 0.04 },
  { word: "Somewhat worse", upTo: 0.1 },
  { word: "Much worse" },
];

/** How useful the file is for learning: the largest loss of AUROC (or R2) over the tasks, else the overlap of Cox intervals. */
export function usefulnessGauge({ utility }: EvaluationReport): Gauge {
  const rule =
    `By the largest loss of AUROC (numbers: R\u00b2) when a model learns from synthetic instead of real records: ${scaleRule(BY_LOSS)}. ` +
    "Without such a task by 1 minus the mean overlap of hazard ratio intervals, divided by 5.";
  const base = { id: "usefulness", question: "How useful is it?", rule };
  const losses = utility.tasks.flatMap(({ target, positive, synthetic, real }) => {
    const what = positive === null ? target : `${target} = ${positive}`;
    if (synthetic.auroc !== null && real.auroc !== null) {
      const [got, best] = [synthetic.auroc.value, real.auroc.value];
      const evidence =
        `A model that learnt from this file ranks ${what} rightly in ${ofHundred(got)} pairs of new real records; ` +
        `one that learnt from real records in ${ofHundred(best)}.`;
      return [{ loss: best - got, evidence }];
    }
    if (synthetic.r2 === null || real.r2 === null) return [];
    const [got, best] = [synthetic.r2, real.r2];
    const evidence =
      `A model that learnt from this file explains ${ofHundred(Math.max(0, got))} parts of the spread of ${what}; ` +
      `one that learnt from real records ${ofHundred(Math.max(0, best))}.`;
    return [{ loss: best - got, evidence }];
  });
  const worst = losses.sort((a, b) => b.loss - a.loss)[0];
  if (worst !== undefined) {
    const others = losses.length > 1 ? ` The weakest of ${losses.length} tasks.` : "";
    return { ...base, ...wordFor(BY_LOSS, worst.loss), evidence: worst.evidence + others };
  }
  const overlaps = utility.survival.flatMap(({ meanIntervalOverlap }) => meanIntervalOverlap ?? []);
  if (overlaps.length > 0) {
    const overlap = Math.min(...overlaps);
    const evidence = `Hazard ratios from this file and from real records have intervals that overlap by ${figureText(overlap * 100, 0)} %.`;
    return { ...base, ...wordFor(BY_LOSS, (1 - overlap) / 5), evidence };
  }
  return {
    ...base,
    word: "Not measured",
    step: null,
    evidence: "No outcome was named that a model could learn.",
  };
}
