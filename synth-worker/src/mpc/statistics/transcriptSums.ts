import { type StatisticsOrderSpec, type StatisticsTranscript, SymbolonError } from "@symbolon/protocol";
import type { MpcJob } from "../mpcJob.ts";
import type { Opened } from "../nodeSession.ts";
import { commitDigest } from "../openPartial.ts";
import { combineSum } from "./combineSum.ts";
import { followRounds, type StatisticStand } from "./followRounds.ts";

/**
 * Adds up the openings that a private statistic's transcript publishes, round by round, each against its commitment and the two digests beside
 * it, and gives where the statistic stands after them: the result once more, by nobody's word. Throws E4003 for an opening that does not fit
 * its commitment, E7005 for another digest, E1006 for a transcript without openings or with too many rounds.
 */
export function transcriptSums(
  spec: StatisticsOrderSpec,
  { chainId, orderId, specDigest, claim, datasetIds, nodes, rounds }: StatisticsTranscript,
): StatisticStand {
  const job = { chainId, orderId, specDigest, claim, datasetIds, nodes };
  const sums: BigInt64Array[] = [];
  for (const [r, { opened, ...digests }] of rounds.entries()) {
    const { sum } = followRounds(spec, job, sums).rounds[r] ?? refuse("it has rounds after the last one");
    if (opened === null) return refuse("its openings are not published");
    const state = openedState(sum, opened);
    const combined = combineSum(state);
    mustEqual(`commitments of round ${r}`, digests.commitDigest, commitDigest(state));
    mustEqual(`transcript of round ${r}`, digests.transcriptDigest, combined.transcriptDigest);
    sums.push(combined.sums);
  }
  return followRounds(spec, job, sums);
}

type PublishedOpenings = NonNullable<StatisticsTranscript["rounds"][number]["opened"]>;

function openedState(job: MpcJob, opened: PublishedOpenings): Opened {
  return {
    step: "opened",
    job: { ...job, datasetIds: [...job.datasetIds], nodes: [...job.nodes], variance: { ...job.variance } },
    node: 0,
    ...opened,
  };
}

function mustEqual(what: string, actual: string, expected: string): void {
  if (actual !== expected) throw new SymbolonError("E7005", { what, actual, expected });
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "transcript", reason });
}
