import type { StatisticsOrderSpec } from "@symbolon/protocol";
import type { MpcJob } from "../mpcJob.ts";
import { fromFixedPoint } from "./fixedPoint.ts";
import type { RoundPlan, Step } from "./statistic.ts";
import { type StatisticParameters, type StatisticResult, statisticOf } from "./statisticOf.ts";
import { type StatisticsJob, sumOfRound } from "./sumOfRound.ts";

/** A round that some party knows the plan of, and the sum behind it. */
export type PlannedRound = { readonly plan: RoundPlan<StatisticParameters>; readonly sum: MpcJob };

/** Where a statistic stands after some rounds: all rounds that are planned so far, and the last step. */
export type StatisticStand = {
  /** One more than there are opened sums, while the step is a round. */
  readonly rounds: readonly PlannedRound[];
  readonly step: Step<StatisticParameters, StatisticResult>;
};

/**
 * A statistic from its start through the opened sums of its rounds: everybody who has the order and the sums finds the same plans, bit for bit,
 * so a plan need never be believed. Throws RangeError for sums after the end or of another length, and when a private order's budget is too
 * small for a round.
 */
export function followRounds(
  spec: StatisticsOrderSpec,
  job: StatisticsJob,
  opened: readonly BigInt64Array[],
): StatisticStand {
  const statistic = statisticOf(spec);
  const rounds: PlannedRound[] = [];
  let step = statistic.start();
  const plan = () => {
    if (step.step === "round")
      rounds.push({ plan: step.plan, sum: sumOfRound(job, rounds.length, step.plan) });
  };
  plan();
  for (const sums of opened) {
    if (step.step !== "round") throw new RangeError("there are sums after the last round");
    if (sums.length !== step.plan.length) throw new RangeError("a round's sums have another length");
    step = statistic.combine(step.plan, fromFixedPoint(sums, step.plan.fractionBits));
    plan();
  }
  return { rounds, step };
}
