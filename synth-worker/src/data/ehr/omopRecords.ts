import { readDate } from "../../ehr/dates/readDate.ts";
import type { AnyOmopRow, OmopTables } from "../../ehr/omop/omopTables.ts";
import type { MixedColumn } from "../../math/mixedTable.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import type { SequenceSchema } from "../../sequences/records/sequenceSchema.ts";
import { MODELLED_OMOP, type ModelledTable } from "./modelledOmop.ts";

/** A code or a value that fewer patients have is left out with its rows: it would point to them. */
const LEAST_PATIENTS = 20;

/** OMOP tables as whole patients, and what was left out on the way. */
export type OmopRecords = {
  readonly records: PatientRecords;
  /** OMOP's number of each patient of `records`. */
  readonly people: readonly number[];
  readonly schema: SequenceSchema;
  /** Per table of `records` the OMOP table that its rows are written to. */
  readonly targets: readonly ModelledTable[];
  readonly leftOut: {
    /** People without a period of observation. */
    readonly people: number;
    /** Rows whose code is rare, rows that say something of another row, and rows without a day. */
    readonly rareRows: number;
    readonly linkedRows: number;
    readonly undatedRows: number;
  };
};

type Draft = {
  readonly patient: number;
  readonly visit: number;
  readonly day: number;
  readonly row: AnyOmopRow;
};

/**
 * Whole patients of OMOP tables (de-identified by an import): day 0 is the first day of observation; facts that lie on or after the start of their visit
 * hang on it, all others on the patient, in a table of their own. Facts of another row (`observation` and `measurement` with an event id) and tables
 * beyond MODELLED_OMOP are not modelled. `mostRows`: rows of one patient per table at most.
 */
export function omopRecords(tables: OmopTables, mostRows: number): OmopRecords {
  const periods = new Map(tables.observation_period.map((row) => [row.person_id, row]));
  const deaths = new Map(tables.death.map((row) => [row.person_id, row]));
  const people = tables.person.filter(({ person_id }) => periods.has(person_id));
  const place = new Map(people.map(({ person_id }, p) => [person_id, p]));
  const starts = people.map(({ person_id }) => dayOf(periods.get(person_id)!.observation_period_start_date)!);
  const ends = people.map(
    ({ person_id }) =>
      dayOf(deaths.get(person_id)?.death_date ?? periods.get(person_id)!.observation_period_end_date)!,
  );
  const left = { rareRows: 0, linkedRows: 0, undatedRows: 0 };
  const visitRow = new Map<number, number>();
  const made: { table: RowTable; target: ModelledTable; name: string; inVisits: boolean }[] = [];
  for (const target of MODELLED_OMOP) {
    const isVisits = target.table === "visit_occurrence";
    const visits = made[0]?.table;
    const drafts: Draft[] = [];
    for (const row of tables[target.table] as readonly AnyOmopRow[]) {
      const patient = place.get(Number(row.person_id));
      const date = dayOf(String(row[target.start] ?? ""));
      if (row.observation_event_id != null || row.measurement_event_id != null) left.linkedRows++;
      else if (patient === undefined || date === null) left.undatedRows++;
      else {
        const day = date - starts[patient]!;
        const visit = isVisits ? undefined : visitRow.get(Number(row.visit_occurrence_id ?? Number.NaN));
        const isIn = visit !== undefined && visits!.owner[visit] === patient && visits!.days[visit]! <= day;
        drafts.push({ patient, visit: isIn ? visit : -1, day, row });
      }
    }
    const common = frequent(drafts, ({ row }) => partsOf(row, target.about));
    const kept = drafts.filter(({ row }) => common.has(partsOf(row, target.about)));
    left.rareRows += drafts.length - kept.length;
    for (const inVisits of isVisits ? [false] : [true, false]) {
      const chosen = kept.filter(({ visit }) => visit >= 0 === inVisits);
      chosen.sort((a, b) => a.patient - b.patient || a.visit - b.visit || a.day - b.day);
      for (const [i, { row }] of isVisits ? chosen.entries() : []) visitRow.set(Number(row[target.key]), i);
      made.push({
        table: tableOf(chosen, target, inVisits),
        target,
        name: inVisits || isVisits ? target.table : `${target.table} outside visits`,
        inVisits,
      });
    }
  }
  const sexes = people.map((row) => partsOf(row, ["gender_concept_id", "gender_source_value"]));
  return {
    records: {
      patients: {
        rows: people.length,
        columns: [
          level("sex", sexes),
          number(
            "year of birth",
            people.map(({ year_of_birth }) => year_of_birth),
          ),
          number("first day", starts),
          number(
            "days observed",
            ends.map((end, p) => Math.max(0, end - starts[p]!)),
          ),
          level(
            "died",
            people.map(({ person_id }) => (deaths.has(person_id) ? "yes" : "no")),
            ["no", "yes"],
          ),
        ],
      },
      tables: made.map(({ table }) => table),
    },
    people: people.map(({ person_id }) => person_id),
    schema: {
      until: "days observed",
      survival: { time: "days observed", event: "died", level: "yes", covariates: ["year of birth", "sex"] },
      tables: made.map(({ name, inVisits }) => ({
        name,
        code: "about",
        mostRows,
        ...(inVisits ? { parent: "visit_occurrence" } : {}),
      })),
    },
    targets: made.map(({ target }) => target),
    leftOut: { people: tables.person.length - people.length, ...left },
  };
}

function tableOf(rows: readonly Draft[], target: ModelledTable, inVisits: boolean): RowTable {
  const { about, value, end } = target;
  const columns: MixedColumn[] = [
    level(
      "about",
      rows.map(({ row }) => partsOf(row, about)),
    ),
  ];
  if (value.length > 0) {
    const common = frequent(rows, ({ row }) => partsOf(row, value));
    columns.push(
      level(
        "value",
        rows.map(({ row }) => partsOf(row, value)).map((text) => (common.has(text) ? text : null)),
      ),
    );
  }
  if (target.number !== null) {
    const cells = rows.map(({ row }) => row[target.number!]);
    columns.push(
      number(
        "number",
        cells.map((cell) => (cell === null || cell === undefined ? Number.NaN : Number(cell))),
      ),
    );
  }
  if (end !== null)
    columns.push(
      number(
        "days",
        rows.map(({ row }) => {
          const [from, to] = [dayOf(String(row[target.start])), dayOf(String(row[end] ?? ""))];
          return from === null || to === null ? Number.NaN : Math.max(0, to - from);
        }),
      ),
    );
  return {
    owner: Int32Array.from(rows, ({ patient }) => patient),
    parent: inVisits ? Int32Array.from(rows, ({ visit }) => visit) : null,
    days: Float64Array.from(rows, ({ day }) => day),
    rows: { rows: rows.length, columns },
  };
}

/** Texts that at least LEAST_PATIENTS patients have. */
function frequent(rows: readonly Draft[], textOf: (draft: Draft) => string): ReadonlySet<string> {
  const patients = new Map<string, Set<number>>();
  for (const draft of rows) {
    const text = textOf(draft);
    let found = patients.get(text);
    if (found === undefined) {
      found = new Set();
      patients.set(text, found);
    }
    found.add(draft.patient);
  }
  return new Set([...patients].filter(([, who]) => who.size >= LEAST_PATIENTS).map(([text]) => text));
}

/** Several cells as one text, read back by JSON.parse. */
function partsOf(row: AnyOmopRow, columns: readonly string[]): string {
  return JSON.stringify(columns.map((name) => row[name] ?? null));
}

function dayOf(text: string): number | null {
  return readDate(text)?.day ?? null;
}

function level(name: string, texts: readonly (string | null)[], declared?: readonly string[]): MixedColumn {
  const levels = declared ?? [...new Set(texts.filter((text) => text !== null))].sort();
  const places = new Map(levels.map((text, code) => [text, code]));
  return {
    name,
    kind: "category",
    levels,
    codes: Int32Array.from(texts, (text) => places.get(text ?? "") ?? -1),
  };
}

function number(name: string, values: readonly number[]): MixedColumn {
  const decimals = values.reduce(
    (most, value) => Math.max(most, (String(value).split(".")[1] ?? "").length),
    0,
  );
  return { name, kind: "number", values: Float64Array.from(values), decimals: Math.min(4, decimals) };
}
