import type { OmopTableName } from "../omop/omopTables.ts";

/** Where a resource or row stood: the file's name and its number in the file, from 1. */
export type Position = { readonly file: string; readonly entry: number };

/** Why something of a source could not be taken over. */
export type Refusal = Position & { readonly resourceType: string; readonly reason: string };

/** How codes of one system fared in one resource type. */
export type Coverage = {
  readonly resourceType: string;
  /** URI of the code system; "" for codes without one. */
  readonly system: string;
  /** Codes with a standard concept, kept as a source value with concept 0, and not kept. */
  readonly mapped: number;
  readonly source: number;
  readonly dropped: number;
};

/** What an import did. No value of a record is in it: paths, code systems, file names, numbers and counts only. */
export type ImportReport = {
  readonly format: "symbolon-ehr-import/1";
  readonly read: Readonly<Record<string, number>>;
  readonly persons: number;
  readonly rows: Readonly<Partial<Record<OmopTableName, number>>>;
  readonly coverage: readonly Coverage[];
  /** Leaves that the allow-list left out, by path. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Types that are not mapped, and how many there were. */
  readonly unmappedTypes: Readonly<Record<string, number>>;
  readonly refused: {
    readonly count: number;
    readonly byReason: Readonly<Record<string, number>>;
    /** The first ones, each with its place. */
    readonly list: readonly Refusal[];
  };
  /** What was filled in, such as a date taken from the encounter. */
  readonly inferred: Readonly<Record<string, number>>;
  readonly deidentification: {
    readonly shiftBoundDays: number;
    readonly oldestAge: number;
    readonly cappedAges: number;
  };
};
