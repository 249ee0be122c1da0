import { type OfficeCalendar, periodEnd } from "../dates/periodEnd.ts";
import type { Proceeding } from "./proceeding.ts";

/**
 * Until when (first second after) results have to be public: eighteen months after the processing was completed, or was ended by revocation
 * or by the end of the permit; later where the access body extended it (Regulation (EU) 2025/327 Art. 61(4)). Null before a permit.
 */
export function resultsDueAt(proceeding: Proceeding, calendar: OfficeCalendar): number | null {
  const { permit, completedAt, revokedAt, resultsExtendedUntil } = proceeding;
  if (permit === null) return null;
  const end = Math.min(
    completedAt ?? Number.POSITIVE_INFINITY,
    revokedAt ?? Number.POSITIVE_INFINITY,
    permit.validUntil,
  );
  return Math.max(periodEnd(end, { months: 18 }, calendar), resultsExtendedUntil ?? 0);
}
