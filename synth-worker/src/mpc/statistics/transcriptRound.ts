import type { StatisticRelease, StatisticsTranscript } from "@symbolon/protocol";
import type { Opened } from "../nodeSession.ts";
import { commitDigest } from "../openPartial.ts";
import { combineSum } from "./combineSum.ts";

/**
 * What a transcript says of an opened round: of a private release everything, of an aggregate digests over the nodes' random salts, which say
 * nothing about the exact sums. Throws what combineSum throws.
 */
export function transcriptRound(
  what: string,
  session: Opened,
  { kind }: Pick<StatisticRelease, "kind">,
): StatisticsTranscript["rounds"][number] {
  const { transcriptDigest } = combineSum(session);
  const { shareCommitments, commitments } = session;
  // combineSum has found all three.
  const openings = session.openings.map((opening) => opening!);
  return {
    what,
    commitDigest: commitDigest(session),
    transcriptDigest,
    opened: kind === "private" ? { shareCommitments, commitments, openings } : null,
  };
}
