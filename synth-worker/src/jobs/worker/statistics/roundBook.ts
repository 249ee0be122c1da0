import { join } from "node:path";
import { type StatisticsOrderSpec, SymbolonError } from "@symbolon/protocol";
import { type NodeSession, restoreSession, startSession } from "../../../mpc/nodeSession.ts";
import { combineSum } from "../../../mpc/statistics/combineSum.ts";
import { followRounds, type StatisticStand } from "../../../mpc/statistics/followRounds.ts";
import type { StatisticsJob } from "../../../mpc/statistics/sumOfRound.ts";
import { durableValue } from "../../shared/durableValue.ts";
import { stateFile } from "../../shared/stateFile.ts";

/** A node's part in the rounds of one claim: a session per round, each change on disk before anybody hears of it. */
export type RoundBook = {
  /** Where the statistic stands after all rounds that are opened by all three nodes. */
  readonly stand: () => StatisticStand;
  /** The sums of these rounds. */
  readonly sums: () => readonly BigInt64Array[];
  /** This node's session of a round: what is kept, or the first state of a round that is planned now. Throws E4008 (retryable) for a later one. */
  readonly session: (round: number) => NodeSession;
  /** Replaces the round's session by what `next` makes of it; the same session writes nothing. Throws what `next` throws, and as `session`. */
  readonly update: (round: number, next: (session: NodeSession) => NodeSession) => Promise<NodeSession>;
};

/** The book in a claim's folder (`rounds.json`, SECRET: it holds shares and noise). Throws E4010 when it is damaged. */
export async function openRoundBook(input: {
  readonly folder: string;
  readonly spec: StatisticsOrderSpec;
  readonly job: StatisticsJob;
  /** This node's place among the nodes. */
  readonly index: 0 | 1 | 2;
}): Promise<RoundBook> {
  const { folder, spec, job, index } = input;
  const file = stateFile<readonly NodeSession[]>(join(folder, "rounds.json"));
  const sums: BigInt64Array[] = [];
  let stand = followRounds(spec, job, sums);
  /** Goes on through rounds that have become complete. */
  const follow = (sessions: readonly NodeSession[]): void => {
    for (let next = sessions[sums.length]; next !== undefined; next = sessions[sums.length]) {
      if (next.step !== "opened" || next.openings.includes(null)) return;
      sums.push(combineSum(next).sums);
      stand = followRounds(spec, job, sums);
    }
  };
  const restored: NodeSession[] = [];
  for (const stored of (await file.read()) ?? []) {
    const planned = stand.rounds[restored.length];
    if (planned === undefined)
      throw new SymbolonError("E4010", { orderId: job.orderId, reason: "rounds.json has too many rounds" });
    restored.push(restoreSession(stored, planned.sum.orderId));
    follow(restored);
  }
  const kept = durableValue<readonly NodeSession[]>(file, restored);
  const sessionOf = (sessions: readonly NodeSession[], round: number): NodeSession => {
    const planned = stand.rounds[round];
    if (planned === undefined)
      throw new SymbolonError("E4008", {
        orderId: job.orderId,
        reason: `round ${round} of it is not planned`,
      });
    return sessions[round] ?? startSession(planned.sum, index);
  };
  return {
    stand: () => stand,
    sums: () => sums,
    session: (round) => sessionOf(kept.get(), round),
    async update(round, next) {
      const sessions = await kept.update((current) => {
        const session = sessionOf(current, round);
        const changed = next(session);
        return changed === session
          ? current
          : [...current.slice(0, round), changed, ...current.slice(round + 1)];
      });
      follow(sessions);
      return sessionOf(sessions, round);
    },
  };
}
