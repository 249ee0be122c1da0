import { type AccessBody, type Deadline, deadlinesOf, requestDeadlines } from "@symbolon/protocol";
import type { CaseRecord } from "./caseRecord.ts";

/** The clocks of a case of either lane, in its access body's calendar. */
export function caseDeadlines(record: CaseRecord, body: AccessBody): readonly Deadline[] {
  return record.lane === "permit" ? deadlinesOf(record.state, body) : requestDeadlines(record.state, body);
}
