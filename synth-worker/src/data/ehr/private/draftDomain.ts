import { SymbolonError } from "@symbolon/protocol";
import type { z } from "zod";
import { EhrDomain } from "../../../ehr/domain/ehrDomain.ts";
import { CONCEPT } from "../../../ehr/omop/conceptIds.ts";
import type { AnyOmopRow, OmopTables } from "../../../ehr/omop/omopTables.ts";
import { type PlacedRow, type PlacedTable, placeRows } from "../placeRows.ts";
import { SEX_COLUMNS } from "../sexColumns.ts";
import { roundRange } from "./roundRange.ts";
import { yearOf } from "./yearOf.ts";

/** Codes, values and numbers of fewer patients are not drafted: a draft goes from hand to hand. */
const LEAST_PATIENTS = 20;
/** Below this, named pairs say more than a search for tables. */
const FEW_PATIENTS = 1000;
/** What a domain may hold at most (ehrDomain.ts); of more entries the most frequent are taken. */
const MOST_DECIMALS = 4;
const MOST_ENTRIES = 2000;
const MOST_SEXES = 50;
const MOST_ROWS = 5000;
const MOST_DAYS = 100_000;
const MOST_CHARACTERS = 190;

const BINS = 24;
const GRID_BINS = 6;

type Draft = z.input<typeof EhrDomain>;

/**
 * A draft of a domain from OMOP tables: code books of what at least 20 patients have, ranges from the 1st to the 99th percentile rounded outwards, caps at
 * the 99th percentile of rows per patient rounded up. NOT private: it looks at the records that it is made from, and says so in `drafted`. Draft
 * from public or made-up patients of the same form, or go through it by hand. Throws E1006 when fewer than 20 patients have anything in common.
 */
export function draftDomain(tables: OmopTables, drafted: string): EhrDomain {
  const { people, starts, lasts, tables: placed } = placeRows(tables, (rows) => rows);
  const own = placed.flatMap((table) => {
    const drawn = draftTable(table, people.length < FEW_PATIENTS);
    return drawn === null ? [] : [drawn];
  });
  const sexes = entries(
    people.map((row, patient) => ({ row, patient })),
    SEX_COLUMNS,
    MOST_SEXES,
  ).filter(({ name }) => name !== "unknown");
  if (own.length === 0 || sexes.length === 0)
    throw new SymbolonError("E1006", {
      document: "folder",
      reason: `fewer than ${LEAST_PATIENTS} of its patients have a code and a sex in common`,
    });
  const [firstYear, lastYear] = [0.01, 0.99].map((share) => yearOf(quantile(starts, share)));
  const years = lastYear! + 1 - firstYear!;
  const days = lasts.map((last, p) => last - starts[p]!);
  const domain: Draft = {
    format: "symbolon-ehr-domain/1",
    drafted,
    patients: {
      sexes: sexes.map(({ name, is }) => ({ name, is })),
      firstDay: {
        from: `${firstYear}-01-01`,
        to: `${lastYear! + 1}-01-01`,
        bins: Math.min(BINS, 4 * years),
      },
      daysObserved: {
        from: 0,
        to: Math.min(MOST_DAYS, Math.max(GRID_BINS, roundRange(0, quantile(days, 0.99), 0).to)),
        bins: GRID_BINS,
      },
    },
    tables: own,
  };
  return EhrDomain.parse(domain);
}

function draftTable(
  { target, name, inVisits, rows }: PlacedTable,
  markov: boolean,
): Draft["tables"][number] | null {
  const codes = entries(rows, target.about);
  if (codes.length === 0) return null;
  const values = entries(rows, target.value);
  const perPatient = new Map<number, number>();
  for (const { patient } of rows) perPatient.set(patient, (perPatient.get(patient) ?? 0) + 1);
  return {
    table: target.table as Draft["tables"][number]["table"],
    ...(name === "visit_occurrence" ? {} : { visits: inVisits ? ("inside" as const) : ("outside" as const) }),
    mostRows: Math.min(MOST_ROWS, upTo(quantile([...perPatient.values()], 0.99))),
    codes: codes.map(({ name: code, is, rows: own }) => {
      const number = target.number === null ? null : draftNumber(own, target.number);
      return { name: code, is, ...(number === null ? {} : { number }) };
    }),
    ...(values.length === 0 ? {} : { values: values.map(({ name: value, is }) => ({ name: value, is })) }),
    ...(markov ? { markov } : {}),
  };
}

/** Combinations of cells that at least LEAST_PATIENTS patients have, the most exact first, each under a name of its own. */
function entries<Row extends { readonly row: AnyOmopRow; readonly patient: number }>(
  rows: readonly Row[],
  columns: readonly string[],
  most = MOST_ENTRIES,
) {
  const found = new Map<
    string,
    { is: Record<string, string | number>; rows: Row[]; patients: Set<number> }
  >();
  for (const placed of rows) {
    const is = Object.fromEntries(
      columns.flatMap((column): [string, string | number][] => {
        const cell = placed.row[column];
        return cell === null || cell === undefined ? [] : [[column, cell]];
      }),
    );
    const key = JSON.stringify(is);
    const entry = found.get(key) ?? { is, rows: [], patients: new Set<number>() };
    found.set(key, entry);
    entry.rows.push(placed);
    entry.patients.add(placed.patient);
  }
  const kept = [...found]
    .filter(([key, { patients }]) => key !== "{}" && patients.size >= LEAST_PATIENTS)
    .sort(([, a], [, b]) => b.patients.size - a.patients.size)
    .slice(0, most);
  const exactness = (is: object) => Object.keys(is).length;
  kept.sort(([a, x], [b, y]) => exactness(y.is) - exactness(x.is) || (a < b ? -1 : 1));
  const taken = new Set<string>();
  return kept.map(([, entry]) => {
    const plain = nameOf(entry.is);
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain} (${n})`;
    taken.add(name);
    return { name, ...entry };
  });
}

const CONCEPT_NAMES = new Map<unknown, string>([
  [CONCEPT.male, "male"],
  [CONCEPT.female, "female"],
]);

/** A source value, the unit's included, else a concept. */
function nameOf(is: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(is);
  const texts = parts.filter(([column]) => column.endsWith("_source_value")).map(([, text]) => String(text));
  const concept = parts.find(([column, id]) => column.endsWith("_concept_id") && id !== CONCEPT.none);
  const id = concept?.[1];
  const spoken = id === undefined ? "none" : (CONCEPT_NAMES.get(id) ?? `concept ${id}`);
  const name = texts.length > 0 ? texts.join(", ") : spoken;
  return name.replace(/[=<>|\n]/g, "_").slice(0, MOST_CHARACTERS);
}

/** The number of a code in bins of one width, with the decimals that 99 of 100 have; null for too few patients. */
function draftNumber(rows: readonly Pick<PlacedRow, "row" | "patient">[], column: string) {
  const held = rows.flatMap(({ row, patient }) => {
    const cell = row[column];
    return typeof cell === "number" && Number.isFinite(cell) ? [{ cell, patient }] : [];
  });
  if (new Set(held.map(({ patient }) => patient)).size < LEAST_PATIENTS) return null;
  const decimals = Math.min(
    MOST_DECIMALS,
    quantile(
      held.map(({ cell }) => (String(cell).split(".")[1] ?? "").length),
      0.99,
    ),
  );
  const cells = held.map(({ cell }) => cell);
  const { from, to } = roundRange(quantile(cells, 0.01), quantile(cells, 0.99), decimals);
  return { edges: { from, to, bins: BINS }, decimals };
}

/** 1, 2 or 5 times a power of ten, at least `value`. */
function upTo(value: number): number {
  for (let unit = 1; ; unit *= 10) for (const step of [1, 2, 5]) if (step * unit >= value) return step * unit;
}

/** The value below which `share` of all lie. */
function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
