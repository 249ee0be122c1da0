import { type OfficeCalendar, periodEnd } from "../dates/periodEnd.ts";
import type { Proceeding } from "./proceeding.ts";

/**
 * Until when (first second after) the access body has to decide: three months after it received the complete application, six when extended;
 * two and three in the accelerated procedure (Regulation (EU) 2025/327 Art. 68(4), (6)). An extension lengthens the period itself, so the
 * whole of it is counted from the receipt.
 */
export function decisionDueAt(proceeding: Proceeding, calendar: OfficeCalendar): number {
  const { accelerated, timeExtendedAt, receivedAt } = proceeding;
  const months = (accelerated ? 2 : 3) + (timeExtendedAt === null ? 0 : accelerated ? 1 : 3);
  return periodEnd(receivedAt, { months }, calendar);
}
