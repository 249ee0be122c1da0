import { EVENT_DATES } from "../omop/eventDates.ts";
import type { AnyOmopRow, OmopTables } from "../omop/omopTables.ts";
import { type Span, widenSpan } from "../omop/widenSpan.ts";

/** Of people who were observed longer than their first and last fact show: from when to when, gaps between periods included. */
export function observedBeyondFacts(tables: OmopTables): ReadonlyMap<number, Readonly<Span>> {
  const facts = new Map<number, Span>();
  for (const { table, start, end } of EVENT_DATES)
    for (const row of tables[table] as readonly AnyOmopRow[]) {
      const from = row[start];
      if (typeof from !== "string") continue;
      const to = end === null ? from : (row[end] ?? from);
      widenSpan(facts, Number(row.person_id), from, String(to));
    }
  const periods = new Map<number, Span>();
  for (const period of tables.observation_period)
    widenSpan(
      periods,
      period.person_id,
      period.observation_period_start_date,
      period.observation_period_end_date,
    );
  return new Map(
    [...periods].filter(([person, { start, end }]) => {
      const known = facts.get(person);
      return known === undefined || start < known.start || end > known.end;
    }),
  );
}
