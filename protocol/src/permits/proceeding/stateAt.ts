import { type OfficeCalendar, periodEnd } from "../dates/periodEnd.ts";
import type { Proceeding, ProceedingPhase, ProceedingState } from "./proceeding.ts";
import { resultsDueAt } from "./resultsDueAt.ts";

/** Phases in which a permit runs out. */
const RUNNING: readonly ProceedingPhase[] = [
  "PERMIT_ISSUED",
  "DATA_REQUESTED",
  "DATA_READY",
  "ACTIVE",
  "SUSPENDED",
];

/**
 * The state of a proceeding at a time (unix seconds): what its acts say, and what time alone has done. An application returned as incomplete
 * lapses after four weeks (Art. 68(4)), a permit runs out, results become due after eighteen months (Art. 61(4)). Silence never turns an
 * application into a permit, nor into a refusal.
 */
export function stateAt(proceeding: Proceeding, at: number, calendar: OfficeCalendar): ProceedingState {
  const { phase, returnedAt, timeExtendedAt, permit } = proceeding;
  if (phase === "RETURNED_INCOMPLETE" && at >= periodEnd(returnedAt!, { weeks: 4 }, calendar))
    return "LAPSED";
  if (phase === "IN_ASSESSMENT" && timeExtendedAt !== null) return "EXTENDED";
  if (RUNNING.includes(phase) && permit !== null && at > permit.validUntil) return "EXPIRED";
  if (phase === "DELETED" && at >= resultsDueAt(proceeding, calendar)!) return "RESULTS_DUE";
  return phase;
}
