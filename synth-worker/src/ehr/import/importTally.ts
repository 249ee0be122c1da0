import type { OmopTableName } from "../omop/omopTables.ts";
import { OLDEST_AGE } from "./capAge.ts";
import type { Coverage, ImportReport, Position, Refusal } from "./importReport.ts";

const MOST_LISTED = 1000;
const MOST_PATHS = 5000;

/** Counts what an import does; report() gives the sums so far. */
export type ImportTally = {
  read(resourceType: string): void;
  unmapped(resourceType: string): void;
  drop(path: string): void;
  infer(what: string): void;
  refuse(position: Position, resourceType: string, reason: string): void;
  code(resourceType: string, system: string | undefined, kind: "mapped" | "source" | "dropped"): void;
  person(): void;
  capAge(): void;
  rows(table: OmopTableName, count: number): void;
  report(shiftBoundDays: number): ImportReport;
};

/** A tally of nothing yet. Its memory is bounded: refusals beyond the first 1,000 are counted only, paths beyond 5,000 are counted together. */
export function importTally(): ImportTally {
  const read = counter();
  const unmapped = counter();
  const dropped = counter();
  const inferred = counter();
  const reasons = counter();
  const rows = counter();
  const list: Refusal[] = [];
  const coverage = new Map<string, { -readonly [K in keyof Coverage]: Coverage[K] }>();
  let refused = 0;
  let persons = 0;
  let capped = 0;
  return {
    read: (resourceType) => read.add(resourceType),
    unmapped: (resourceType) => unmapped.add(resourceType),
    drop: (path) => dropped.add(dropped.has(path) || dropped.size() < MOST_PATHS ? path : "(others)"),
    infer: (what) => inferred.add(what),
    refuse({ file, entry }, resourceType, reason) {
      refused += 1;
      reasons.add(`${resourceType}: ${reason}`);
      if (list.length < MOST_LISTED) list.push({ file, entry, resourceType, reason });
    },
    code(resourceType, system = "", kind) {
      const key = `${resourceType} ${system}`;
      let entry = coverage.get(key);
      if (entry === undefined) {
        entry = { resourceType, system, mapped: 0, source: 0, dropped: 0 };
        coverage.set(key, entry);
      }
      entry[kind] += 1;
    },
    person: () => {
      persons += 1;
    },
    capAge: () => {
      capped += 1;
    },
    rows: (table, count) => rows.add(table, count),
    report: (shiftBoundDays) => ({
      format: "symbolon-ehr-import/1",
      read: read.sums(),
      persons,
      rows: rows.sums(),
      coverage: [...coverage.values()].map((entry) => ({ ...entry })),
      dropped: dropped.sums(),
      unmappedTypes: unmapped.sums(),
      refused: { count: refused, byReason: reasons.sums(), list: [...list] },
      inferred: inferred.sums(),
      deidentification: { shiftBoundDays, oldestAge: OLDEST_AGE, cappedAges: capped },
    }),
  };
}

function counter() {
  const counts = new Map<string, number>();
  return {
    add: (key: string, by = 1) => {
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    has: (key: string) => counts.has(key),
    size: () => counts.size,
    sums: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
