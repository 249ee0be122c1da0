import { digestOfDocument, type StatisticsOrderSpec } from "@symbolon/protocol";
import type { MixedTable } from "../../../math/mixedTable.ts";
import { Accountant } from "../../../privacy/accountant.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { acceptCommitment } from "../../acceptCommitment.ts";
import { acceptOpening } from "../../acceptOpening.ts";
import { acceptShare } from "../../acceptShare.ts";
import { commitMessage } from "../../commitPartial.ts";
import { type NodeSession, type Opened, restoreSession, startSession } from "../../nodeSession.ts";
import { openMessage, openPartial } from "../../openPartial.ts";
import { chargeOf } from "../chargeOf.ts";
import { combineSum } from "../combineSum.ts";
import { commitSum } from "../commitSum.ts";
import { fromFixedPoint, toFixedPoint } from "../fixedPoint.ts";
import { shareNumbers } from "../shareNumbers.ts";
import type { RoundPlan, Step } from "../statistic.ts";
import { type StatisticParameters, type StatisticResult, statisticOf } from "../statisticOf.ts";
import { type StatisticsJob, sumOfRound } from "../sumOfRound.ts";

/** How a run went: the last step, and for every round its plan and opened sums. */
export type Run = {
  readonly end: Exclude<Step<StatisticParameters, StatisticResult>, { step: "round" }>;
  readonly rounds: readonly { plan: RoundPlan<StatisticParameters>; sums: Float64Array; session: Opened }[];
  readonly spentRhoMicro: bigint;
};

const NODES = ["0x".padEnd(42, "a1"), "0x".padEnd(42, "b2"), "0x".padEnd(42, "c3")] as const;
const entropy = cryptoEntropy();

/** The job of an order in tests. */
export function testJob(spec: StatisticsOrderSpec): StatisticsJob {
  const { chainId, datasetIds } = spec;
  return {
    chainId,
    orderId: "7",
    specDigest: digestOfDocument(spec),
    claim: "0123456789abcdef",
    datasetIds,
    nodes: NODES,
  };
}

/** Opens the sum of one round over three nodes. */
export function openRound(
  job: StatisticsJob,
  round: number,
  plan: RoundPlan<unknown>,
  parts: readonly Float64Array[],
): Float64Array {
  return fromFixedPoint(combineSum(openedRound(job, round, plan, parts)).sums, plan.fractionBits);
}

/** The first node's last state of such a round, every state and message passing through JSON as it does between processes. */
function openedRound(
  job: StatisticsJob,
  round: number,
  plan: RoundPlan<unknown>,
  parts: readonly Float64Array[],
): Opened {
  const sum = sumOfRound(job, round, plan);
  const through = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const stored = <S extends NodeSession>(state: S) => restoreSession(through(state), sum.orderId) as S;
  let waiting = ([0, 1, 2] as const).map((node) => startSession(sum, node));
  sum.datasetIds.forEach((datasetId, d) => {
    const numbers = toFixedPoint(parts[d]!, plan.fractionBits);
    const { plaintexts, commitments } = shareNumbers({ job: sum, datasetId, numbers, entropy });
    waiting = waiting.map((state, node) =>
      stored(
        acceptShare(state, { orderId: sum.orderId, datasetId, commitments, plaintext: plaintexts[node]! }),
      ),
    );
  });
  const committed = waiting.map((state) => stored(commitSum(state, entropy)));
  const commits = through(committed.map(commitMessage));
  const opened = committed.map((state) => stored(openPartial(commits.reduce(acceptCommitment, state))));
  const opens = through(opened.map(openMessage));
  const complete = opened.map((state) => opens.reduce(acceptOpening, state));
  const digests = complete.map((state) => combineSum(state).transcriptDigest);
  if (new Set(digests).size !== 1) throw new Error("transcripts differ");
  return complete[0]!;
}

/** Runs a statistic in memory: one table per dataset, three nodes with the real protocol, the budget charged before each opening. */
export function runStatistic(spec: StatisticsOrderSpec, tables: readonly MixedTable[]): Run {
  const job = testJob(spec);
  const { release } = spec;
  const accountant = new Accountant({ rhoMicro: release.kind === "private" ? BigInt(spec.rhoMicro) : 0n });
  const statistic = statisticOf(spec);
  const rounds: { plan: RoundPlan<StatisticParameters>; sums: Float64Array; session: Opened }[] = [];
  let step = statistic.start();
  while (step.step === "round") {
    const plan: RoundPlan<StatisticParameters> = JSON.parse(JSON.stringify(step.plan));
    // Every hospital builds the statistic from the order by itself.
    const parts = tables.map((table) => statisticOf(spec).local(table, plan));
    const charge = chargeOf(plan);
    if (charge !== null) accountant.charge([charge]);
    const session = openedRound(job, rounds.length, plan, parts);
    const sums = fromFixedPoint(combineSum(session).sums, plan.fractionBits);
    rounds.push({ plan, sums, session });
    step = statisticOf(spec).combine(plan, sums);
  }
  return { end: step, rounds, spentRhoMicro: accountant.spentRhoMicro };
}
