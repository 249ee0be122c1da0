import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { ofHundred } from "../html/ofHundred.ts";
import { percentText } from "../html/percentText.ts";
import type { Gauge } from "./gauge.ts";
import { scaleRule } from "./scaleRule.ts";
import { type ScaleWord, wordFor } from "./wordFor.ts";

const BY_AUC: readonly ScaleWord[] = [
  { word: "No sign of it", upTo: 0.55 },
  { word: "Hardly", upTo: 0.6 },
  { word: "Some could be", upTo: 0.7 },
  { word: "Yes" },
];
/** Highest added risk that leaves the word as it is. */
const MOST_RISK = 0.1;
/** Share of exact copies above that among holdout records from which on somebody's record stands in the file. */
const MOST_COPIES = 0.01;

/** Whether a patient could be recognised: by the upper end of the best attack's AUC, worse where records were copied or guessed. */
export function recognitionGauge({ privacy }: EvaluationReport): Gauge {
  const rule =
    `By the upper 95 % limit of the best membership attack's AUC: ${scaleRule(BY_AUC)}. One step worse where an attack adds more ` +
    `than ${percentText(MOST_RISK)} risk (lower limit), or where the share of synthetic records that equal a training record is ` +
    `more than ${percentText(MOST_COPIES)} above the share that equal a held-out one.`;
  const base = { id: "recognition", question: "Could a patient be recognised?", rule };
  const { membership, risks, exactCopies, proof } = privacy;
  const proved =
    proof === null
      ? ""
      : `It is proved that no attack, known or not, tells who was in the data in more than ${ofHundred(proof.maxMembershipAuc)} pairs. `;
  const best = [...membership].sort((a, b) => b.auc.high - a.auc.high)[0];
  const bound = best?.auc.high ?? proof?.maxMembershipAuc;
  if (bound === undefined)
    return {
      ...base,
      word: "Not measured",
      step: null,
      evidence: "No attack was tried and nothing is proved.",
    };
  const attacks =
    membership.length === 1 ? "The attack we tried" : `The best of ${membership.length} attacks`;
  const tried =
    best === undefined
      ? ""
      : `${attacks} tells a patient in the data from one outside in ${ofHundred(best.auc.value)} pairs; guessing gives 50.`;
  const isRisky = risks.some(({ risk }) => risk.low > MOST_RISK);
  const isCopied = exactCopies.sampled - (exactCopies.holdout ?? 0) > MOST_COPIES;
  const { step } = wordFor(BY_AUC, bound);
  const lowered = Math.max(1, step - (isRisky || isCopied ? 1 : 0));
  const why = `${isCopied ? " Records were copied." : ""}${isRisky ? " Single values can be guessed better than they should." : ""}`;
  return {
    ...base,
    word: BY_AUC[BY_AUC.length - lowered]!.word,
    step: lowered,
    evidence: proved + tried + why,
  };
}
