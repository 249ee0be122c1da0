import type { Deadline } from "@symbolon/protocol";
import { formatDate } from "../../format/formatTime.ts";
import type { Tone } from "../../ui/Badge.tsx";

const DAY_SECONDS = 86_400;
const SOON_DAYS = 14;

/** How a clock stands at `now` (unix seconds): met, late, or how many days are left. */
export function clockState(
  { dueAt, doneAt }: Pick<Deadline, "dueAt" | "doneAt">,
  now: number,
): readonly [label: string, tone: Tone] {
  if (doneAt !== null) return [`Done ${formatDate(doneAt)}`, "good"];
  if (now >= dueAt) return ["Overdue", "bad"];
  const days = Math.ceil((dueAt - now) / DAY_SECONDS);
  return [days === 1 ? "1 day left" : `${days} days left`, days <= SOON_DAYS ? "warn" : "neutral"];
}

/** The open clock that runs out first, of this party where one is named; undefined for none. */
export function nextDeadline(
  deadlines: readonly Deadline[],
  party?: Deadline["party"] | undefined,
): Deadline | undefined {
  return deadlines
    .filter((each) => each.doneAt === null && (party === undefined || each.party === party))
    .sort((a, b) => a.dueAt - b.dueAt)[0];
}
