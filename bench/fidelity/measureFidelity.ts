import {
  classifierTwoSample,
  decileAccuracy,
  type MixedTable,
  membershipAttack,
  survivalUtility,
  transferUtility,
} from "@symbolon/synth-worker/evaluation";
// Until package.json publishes it as @symbolon/synth-worker/trees.
import { synthesiseTrees } from "@symbolon/synth-worker/trees";
import { seededBytes } from "../dp/seededBytes.ts";
import type { FidelityFigures, FidelityJob } from "./fidelityJob.ts";
import { fidelityTables } from "./fidelityTables.ts";
import { halvesOf } from "./halvesOf.ts";
import { readMixedTable } from "./readMixedTable.ts";

/** One job in this process: the engine first, since judging needs time and memory of its own. */
function measureFidelity({ table, seed, leaf }: FidelityJob): FidelityFigures {
  const { target, positive, without, survival } = fidelityTables[table]!;
  const [training, holdout] = halvesOf(readMixedTable(table), seed);
  const started = process.cpuUsage();
  const { sample } = synthesiseTrees(training, { leaf, survival });
  const fit = process.cpuUsage(started);
  const synthetic = sample(training.rows, seededBytes(seed, "rows").bytes(32));
  const whole = process.cpuUsage(started);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const accuracy = decileAccuracy({ synthetic, training, holdout }, { order: 2 });
  const membership = membershipAttack({ synthetic, training, holdout });
  const { tasks } = transferUtility({ synthetic, training, holdout }, { target, positive, without });
  const trees = tasks.find(({ learner }) => learner === "boosted trees")!;
  const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6;
  return {
    rows: training.rows,
    fitCpuSeconds: seconds(fit),
    sampleCpuSeconds: seconds(whole) - seconds(fit),
    peakBytes,
    accuracyUnivariate: accuracy.univariate,
    accuracyBivariate: accuracy.bivariate!,
    ceilingBivariate: accuracy.ceiling!.bivariate!,
    c2stAuc: classifierTwoSample(training, synthetic).auc.value,
    auroc: trees.synthetic.auroc!.value,
    aurocReal: trees.real.auroc!.value,
    membershipAuc: membership.auc.value,
    membershipAucHigh: membership.auc.high,
    tprAt1PercentFpr: membership.tprAt1PercentFpr.value,
    ...survivalFigures(table, { synthetic, training, holdout }),
  };
}

type Files = { readonly synthetic: MixedTable; readonly training: MixedTable; readonly holdout: MixedTable };

/** Cox's model of the table's first survival pair on the covariates that the table names; nothing where it names none. */
function survivalFigures(table: string, files: Files): Partial<FidelityFigures> {
  const { covariates, survival } = fidelityTables[table]!;
  const [pair] = survival;
  if (covariates === undefined || pair === undefined) return {};
  const others = files.training.columns.map(({ name }) => name).filter((name) => !covariates.includes(name));
  const named = { time: pair.time, event: pair.event, positive: pair.level };
  const onTraining = survivalUtility({ ...files, holdout: files.training }, named, others)!;
  const onHoldout = survivalUtility(files, named, others)!;
  return {
    intervalOverlap: onTraining.meanIntervalOverlap!,
    maxLogHazardDifference: onTraining.maxStandardisedDifference!,
    kaplanMeierDistance: onTraining.kaplanMeierDistance,
    harrellC: onHoldout.harrellC.synthetic!,
    harrellCReal: onHoldout.harrellC.real!,
  };
}

// Started by runFidelity with a job as its argument; the last line of the output is the figures.
console.log(JSON.stringify(measureFidelity(JSON.parse(process.argv[2]!) as FidelityJob)));
