import { type OfficeCalendar, periodEnd } from "../dates/periodEnd.ts";
import type { Deadline } from "../proceeding/deadlinesOf.ts";
import type { DataRequestCase } from "./dataRequestCase.ts";

/**
 * Clocks of Regulation (EU) 2025/327 Art. 69(4): three months to assess from receipt, three more to answer, counted on from the end of the
 * first; and Art. 61(4): eighteen months from the answer to public results.
 */
export function requestDeadlines(request: DataRequestCase, calendar: OfficeCalendar): Deadline[] {
  const { submittedAt, decidedAt, approvedAt, answeredAt, resultsAt } = request;
  const end = (start: number, months: number) => periodEnd(start, { months }, calendar);
  const ofBody = { article: "69(4)", party: "access-body", datasetId: null } as const;
  const due: Deadline[] = [{ ...ofBody, kind: "assessment", dueAt: end(submittedAt, 3), doneAt: decidedAt }];
  if (approvedAt !== null)
    due.push({ ...ofBody, kind: "answer", dueAt: end(submittedAt, 6), doneAt: answeredAt });
  if (answeredAt !== null)
    due.push({
      kind: "results",
      article: "61(4)",
      party: "applicant",
      datasetId: null,
      dueAt: end(answeredAt, 18),
      doneAt: resultsAt,
    });
  return due;
}
