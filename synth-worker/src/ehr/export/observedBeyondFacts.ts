import { EVENT_DATES } from "../omop/eventDates.ts";
import type { AnyOmopRow, OmopTables } from "../omop/omopTables.ts";

/** Of people who were observed longer than their first and last fact show: from when to when, gaps between periods included. */
export function observedBeyondFacts(
  tables: OmopTables,
): ReadonlyMap<number, { readonly start: string; readonly end: string }> {
  const facts = new Map<number, { start: string; end: string }>();
  for (const { table, start, end } of EVENT_DATES)
    for (const row of tables[table] as readonly AnyOmopRow[]) {
      const from = row[start];
      if (typeof from !== "string") continue;
      const to = end === null ? from : (row[end] ?? from);
      widen(facts, Number(row.person_id), from, String(to));
    }
  const periods = new Map<number, { start: string; end: string }>();
  for (const period of tables.observation_period)
    widen(
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

function widen(
  spans: Map<number, { start: string; end: string }>,
  person: number,
  start: string,
  end: string,
): void {
  const known = spans.get(person);
  if (known === undefined) spans.set(person, { start, end });
  else {
    if (start < known.start) known.start = start;
    if (end > known.end) known.end = end;
  }
}
