export { membershipAttack } from "../evaluate/attacks/membershipAttack.ts";
export { type CertificateFigures, certificateFigures } from "../evaluate/certificateFigures.ts";
export { cliquesUpTo } from "../evaluate/cliquesUpTo.ts";
export { combineAnswers } from "../evaluate/combineAnswers.ts";
export { combineReport } from "../evaluate/combineReport.ts";
export { classifierTwoSample } from "../evaluate/fidelity/classifierTwoSample.ts";
export { decileAccuracy } from "../evaluate/fidelity/decileAccuracy.ts";
export { independenceError } from "../evaluate/independenceError.ts";
export type { Interval } from "../evaluate/interval.ts";
export type { Classifier, LabelledTable, Learner } from "../evaluate/learners/classifier.ts";
export { gradientBoostedTrees } from "../evaluate/learners/gradientBoostedTrees.ts";
export { logisticRegression } from "../evaluate/learners/logisticRegression.ts";
export { marginalError } from "../evaluate/marginalError.ts";
export { nearestRecords } from "../evaluate/neighbours/nearestRecords.ts";
export { calibrationAttack } from "../evaluate/report/calibrationAttack.ts";
export {
  type EvaluationOptions,
  evaluateMixed,
  type FileLabel,
} from "../evaluate/report/evaluateMixed.ts";
export { splitAtRandom } from "../evaluate/report/splitAtRandom.ts";
export { splitByPosition } from "../evaluate/report/splitByPosition.ts";
export { coxIntervals, type RiskIntervals } from "../evaluate/sequences/coxIntervals.ts";
export { lagCorrelation } from "../evaluate/sequences/lagCorrelation.ts";
export { patientTrajectories } from "../evaluate/sequences/patientTrajectories.ts";
export { type SequenceDistances, sequenceDistances } from "../evaluate/sequences/sequenceDistances.ts";
export { type PredictionTask, transferAuroc } from "../evaluate/transferAuroc.ts";
export { coxRegression } from "../evaluate/utility/coxRegression.ts";
export { survivalUtility } from "../evaluate/utility/survivalUtility.ts";
export { transferUtility } from "../evaluate/utility/transferUtility.ts";
export type { EncodedTable } from "../math/encodedTable.ts";
export type { MixedColumn, MixedTable } from "../math/mixedTable.ts";
export { pickRecords } from "../math/pickRecords.ts";
export { dataFreeFigures } from "./dataFreeFigures.ts";
