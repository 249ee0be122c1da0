import { addDays, addMonths, type CivilDate, civilDateOf } from "../dates/civilDate.ts";

const SOON_DAYS = 30;

/** When the next yearly review of a dataset's description is due, and where that stands. */
export type ReviewState = {
  /** The last day in time (`YYYY-MM-DD`). */
  readonly dueOn: CivilDate;
  readonly state: "reviewed" | "due-soon" | "overdue";
};

/**
 * Where the yearly check of a description stands (Regulation (EU) 2025/327 Art. 60(3)) that was last done on a day, `at` unix seconds: a calendar
 * year in UTC, due soon in its last thirty days.
 */
export function reviewState(reviewedOn: CivilDate, at: number): ReviewState {
  const today = civilDateOf(at, "UTC");
  const dueOn = addMonths(reviewedOn, 12);
  if (today > dueOn) return { dueOn, state: "overdue" };
  return { dueOn, state: addDays(dueOn, -SOON_DAYS) <= today ? "due-soon" : "reviewed" };
}
