import type { AnyOmopRow, OmopTables } from "../../ehr/omop/omopTables.ts";
import type { MixedColumn } from "../../math/mixedTable.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import type { SequenceSchema } from "../../sequences/records/sequenceSchema.ts";
import { lengthInDays } from "./lengthInDays.ts";
import type { ModelledTable } from "./modelledOmop.ts";
import { type PlacedRow, type PlacedRows, type PlacedTable, placeRows } from "./placeRows.ts";
import { SEX_COLUMNS } from "./sexColumns.ts";

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
  readonly leftOut: PlacedRows["leftOut"] & {
    /** Rows whose code is rare. */
    readonly rareRows: number;
  };
};

/**
 * Whole patients of OMOP tables (de-identified by an import), placed as placeRows does: day 0 is the first day of observation. `mostRows`: rows of one
 * patient per table at most. Levels and decimals are the tables' own, and codes that few patients have are left out: for the high-fidelity mode only.
 */
export function omopRecords(tables: OmopTables, mostRows: number): OmopRecords {
  let rareRows = 0;
  const {
    people,
    starts,
    lasts,
    died,
    tables: placed,
    leftOut,
  } = placeRows(tables, (rows, { about }) => {
    const common = frequent(rows, ({ row }) => partsOf(row, about));
    const kept = rows.filter(({ row }) => common.has(partsOf(row, about)));
    rareRows += rows.length - kept.length;
    return kept;
  });
  const sexes = people.map((row) => partsOf(row, SEX_COLUMNS));
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
            lasts.map((last, p) => Math.max(0, last - starts[p]!)),
          ),
          level(
            "died",
            died.map((isDead) => (isDead ? "yes" : "no")),
            ["no", "yes"],
          ),
        ],
      },
      tables: placed.map(tableOf),
    },
    people: people.map(({ person_id }) => person_id),
    schema: {
      until: "days observed",
      survival: { time: "days observed", event: "died", level: "yes", covariates: ["year of birth", "sex"] },
      tables: placed.map(({ name, inVisits }) => ({
        name,
        code: "about",
        mostRows,
        ...(inVisits ? { parent: "visit_occurrence" } : {}),
      })),
    },
    targets: placed.map(({ target }) => target),
    leftOut: { rareRows, ...leftOut },
  };
}

function tableOf({ rows, target, inVisits }: PlacedTable): RowTable {
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
        rows.map(({ row }) => lengthInDays(row, target)),
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
function frequent(rows: readonly PlacedRow[], textOf: (placed: PlacedRow) => string): ReadonlySet<string> {
  const patients = new Map<string, Set<number>>();
  for (const placed of rows) {
    const text = textOf(placed);
    let found = patients.get(text);
    if (found === undefined) {
      found = new Set();
      patients.set(text, found);
    }
    found.add(placed.patient);
  }
  return new Set([...patients].filter(([, who]) => who.size >= LEAST_PATIENTS).map(([text]) => text));
}

/** Several cells as one text, read back by JSON.parse. */
function partsOf(row: AnyOmopRow, columns: readonly string[]): string {
  return JSON.stringify(columns.map((name) => row[name] ?? null));
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
