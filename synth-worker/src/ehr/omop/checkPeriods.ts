import { EVENT_DATES } from "./eventDates.ts";
import type { Finding } from "./finding.ts";
import type { AnyOmopRow, OmopTables } from "./omopTables.ts";
import { type Span, widenSpan } from "./widenSpan.ts";

/** Ends before starts, people without an observation period, and facts outside the time from the first one's start to the last one's end. */
export function checkPeriods(tables: OmopTables): Finding[] {
  const findings: Finding[] = [];
  const periods = new Map<number, Span>();
  for (const [row, period] of tables.observation_period.entries()) {
    const { observation_period_start_date: first, observation_period_end_date: last } = period;
    widenSpan(periods, period.person_id, first, last);
    if (last < first)
      findings.push(
        order("observation_period", row, "observation_period_end_date", "it ends before it starts"),
      );
  }
  for (const [row, { person_id }] of tables.person.entries())
    if (!periods.has(person_id))
      findings.push({
        where: "person",
        row,
        field: "person_id",
        kind: "rule",
        reason: "the person has no observation period",
      });
  for (const { table, start, end } of EVENT_DATES)
    for (const [row, cells] of (tables[table] as readonly AnyOmopRow[]).entries()) {
      const from = cells[start];
      const to = end === null ? from : (cells[end] ?? from);
      if (typeof from !== "string" || typeof to !== "string") continue;
      if (to < from) findings.push(order(table, row, end ?? start, "it ends before it starts"));
      const period = periods.get(Number(cells.person_id));
      if (period !== undefined && (from < period.start || to > period.end))
        findings.push(order(table, row, start, "it is outside the person's observation period"));
    }
  return findings;
}

function order(where: string, row: number, field: string, reason: string): Finding {
  return { where, row, field, kind: "order", reason };
}
