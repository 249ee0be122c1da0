import { EVENT_DATES } from "./eventDates.ts";
import type { Finding } from "./finding.ts";
import type { AnyOmopRow, OmopTables } from "./omopTables.ts";

/** Ends before starts, people without exactly one observation period, and facts outside it. */
export function checkPeriods(tables: OmopTables): Finding[] {
  const findings: Finding[] = [];
  const periods = new Map<number, { first: string; last: string; count: number }>();
  for (const [row, period] of tables.observation_period.entries()) {
    const { observation_period_start_date: first, observation_period_end_date: last } = period;
    const count = (periods.get(period.person_id)?.count ?? 0) + 1;
    periods.set(period.person_id, { first, last, count });
    if (last < first)
      findings.push(order("observation_period", row, "observation_period_end_date", "it ends before it starts"));
  }
  for (const [row, { person_id }] of tables.person.entries())
    if (periods.get(person_id)?.count !== 1)
      findings.push({
        where: "person",
        row,
        field: "person_id",
        kind: "rule",
        reason: "the person has not exactly one observation period",
      });
  for (const { table, start, end } of EVENT_DATES)
    for (const [row, cells] of (tables[table] as readonly AnyOmopRow[]).entries()) {
      const from = cells[start];
      const to = end === null ? from : (cells[end] ?? from);
      if (typeof from !== "string" || typeof to !== "string") continue;
      if (to < from) findings.push(order(table, row, end ?? start, "it ends before it starts"));
      const period = periods.get(Number(cells.person_id));
      if (period !== undefined && (from < period.first || to > period.last))
        findings.push(order(table, row, start, "it is outside the person's observation period"));
    }
  return findings;
}

function order(where: string, row: number, field: string, reason: string): Finding {
  return { where, row, field, kind: "order", reason };
}
