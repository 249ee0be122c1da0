import { readDate } from "../../ehr/dates/readDate.ts";
import type { AnyOmopRow, OmopRow, OmopTables } from "../../ehr/omop/omopTables.ts";
import { type Span, widenSpan } from "../../ehr/omop/widenSpan.ts";
import { MODELLED_OMOP, type ModelledTable } from "./modelledOmop.ts";
import { placedName } from "./placedName.ts";

/** A row of an OMOP table at its place: whose it is (a place in `people`), the visit it hangs on (-1: none), days since the patient's day 0. */
export type PlacedRow = {
  readonly patient: number;
  readonly visit: number;
  readonly day: number;
  readonly row: AnyOmopRow;
};

/** Rows of one modelled table, by patient, visit and day; facts in visits and all others are tables of their own. */
export type PlacedTable = {
  readonly target: ModelledTable;
  readonly name: string;
  readonly inVisits: boolean;
  readonly rows: readonly PlacedRow[];
};

/** OMOP tables by patient and day. */
export type PlacedRows = {
  readonly people: readonly OmopRow<"person">[];
  /** Per patient: day 0 (the first day of observation) and the last day (of death, else of observation), since 1970-01-01. */
  readonly starts: readonly number[];
  readonly lasts: readonly number[];
  readonly died: readonly boolean[];
  /** Visits, then of every other table facts in visits and outside them. */
  readonly tables: readonly PlacedTable[];
  readonly leftOut: {
    /** People without a period of observation, and ids that stand for two people. */
    readonly people: number;
    /** Rows that say something of another row, and rows without a day or a person. */
    readonly linkedRows: number;
    readonly undatedRows: number;
  };
};

/**
 * Places the rows of OMOP tables on patients, days and visits. A person with several periods is observed from the first one's start to the last one's
 * end. Facts that lie on or after the start of their visit hang on it. Facts of another row (an event id) and tables beyond MODELLED_OMOP are left out. `keep`
 * chooses among the rows of a table, and may put them in an order of its own: of one patient, visit and day they stay in it.
 *
 * Where a patient's rows go depends on that patient's own rows and on nobody else's, whatever keys the tables use: the private mode rests on that. So
 * visits are looked up among the patient's own, and an id that two rows of `person` have is nobody's.
 */
export function placeRows(
  tables: OmopTables,
  keep: (rows: PlacedRow[], target: ModelledTable) => PlacedRow[],
): PlacedRows {
  const spans = new Map<number, Span>();
  for (const row of tables.observation_period)
    widenSpan(spans, row.person_id, row.observation_period_start_date, row.observation_period_end_date);
  const deaths = new Map<number, string>();
  for (const { person_id, death_date } of tables.death) {
    const known = deaths.get(person_id);
    if (known === undefined || death_date < known) deaths.set(person_id, death_date);
  }
  const seen = new Map<number, number>();
  for (const { person_id } of tables.person) seen.set(person_id, (seen.get(person_id) ?? 0) + 1);
  const observed = tables.person.flatMap((person) => {
    const { person_id: id } = person;
    const start = dayOf(spans.get(id)?.start);
    const last = dayOf(deaths.get(id)) ?? dayOf(spans.get(id)?.end);
    return start === null || last === null || seen.get(id)! > 1 ? [] : [{ person, start, last }];
  });
  const starts = observed.map(({ start }) => start);
  const place = new Map(observed.map(({ person }, p) => [person.person_id, p]));
  const left = { linkedRows: 0, undatedRows: 0 };
  const made: PlacedTable[] = [];
  const visitPlace = new Map<string, number>();
  for (const target of MODELLED_OMOP) {
    const isVisits = target.table === "visit_occurrence";
    const visits = made[0]?.rows;
    const placed: PlacedRow[] = [];
    for (const row of tables[target.table] as readonly AnyOmopRow[]) {
      const patient = place.get(Number(row.person_id));
      const date = dayOf(String(row[target.start] ?? ""));
      if (row.observation_event_id != null || row.measurement_event_id != null) left.linkedRows++;
      else if (patient === undefined || date === null) left.undatedRows++;
      else {
        const day = date - starts[patient]!;
        const visit = isVisits ? undefined : visitPlace.get(`${patient} ${row.visit_occurrence_id}`);
        const isIn = visit !== undefined && visits![visit]!.day <= day;
        placed.push({ patient, visit: isIn ? visit : -1, day, row });
      }
    }
    const kept = keep(placed, target);
    for (const inVisits of isVisits ? [false] : [true, false]) {
      const rows = kept.filter(({ visit }) => visit >= 0 === inVisits);
      rows.sort((a, b) => a.patient - b.patient || a.visit - b.visit || a.day - b.day);
      for (const [i, { patient, row }] of isVisits ? rows.entries() : [])
        visitPlace.set(`${patient} ${row[target.key]}`, i);
      made.push({ target, name: placedName(target.table, inVisits), inVisits, rows });
    }
  }
  return {
    people: observed.map(({ person }) => person),
    starts,
    lasts: observed.map(({ last }) => last),
    died: observed.map(({ person }) => deaths.has(person.person_id)),
    tables: made,
    leftOut: { people: tables.person.length - observed.length, ...left },
  };
}

function dayOf(text: string | undefined): number | null {
  return readDate(text ?? "")?.day ?? null;
}
