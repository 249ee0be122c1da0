import type { Deadline } from "./deadlinesOf.ts";

/** Days before a deadline on which its party is reminded, and once when it is over. Results have a longer run-up. */
const DAYS_BEFORE = { results: [180, 90, 30, 0], other: [30, 7, 0] } as const;
const DAY_SECONDS = 86_400;

/** A reminder to be sent: `daysBefore` is 0 when the deadline is over. */
export type Reminder = Deadline & { readonly daysBefore: number; readonly remindAt: number };

/** The reminders of open deadlines whose time lies after `from` and not after `to` (unix seconds), oldest first. */
export function remindersBetween(deadlines: readonly Deadline[], from: number, to: number): Reminder[] {
  return deadlines
    .filter(({ doneAt }) => doneAt === null)
    .flatMap((deadline) =>
      (deadline.kind === "results" ? DAYS_BEFORE.results : DAYS_BEFORE.other).map((daysBefore) => ({
        ...deadline,
        daysBefore,
        remindAt: deadline.dueAt - daysBefore * DAY_SECONDS,
      })),
    )
    .filter(({ remindAt }) => remindAt > from && remindAt <= to)
    .sort((a, b) => a.remindAt - b.remindAt);
}
