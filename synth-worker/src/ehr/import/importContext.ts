import type { PersonDates } from "../dates/personDates.ts";
import type { PartialDate } from "../dates/readDate.ts";
import type { KeptConcept } from "../fhir/keptShapes.ts";
import type { OmopTables } from "../omop/omopTables.ts";
import type { VocabularyNames } from "../omop/sourceValue.ts";
import type { ImportTally } from "./importTally.ts";

/** The standard concept of a code, by a map the caller holds; undefined for none. */
export type ConceptOf = (system: string | undefined, code: string) => number | undefined;

/** The row made of a Condition. */
export type MappedCondition = { readonly id: number; readonly conceptId: number };

/** What mapping one person needs: where rows go, and who the person is. */
export type PersonContext = PersonDates & {
  readonly tables: OmopTables;
  readonly personId: number;
  readonly names: VocabularyNames;
  readonly tally: ImportTally;
  readonly conceptOf: ConceptOf;
  /** The next key of a table. */
  nextId(table: keyof OmopTables): number;
  /** Keys of the rows made of this person's encounters and conditions, by reference key. */
  readonly visits: Map<string, { readonly id: number; readonly start: PartialDate }>;
  readonly conditions: Map<string, MappedCondition>;
  /** Coded medications by reference key, of this person and of everybody. */
  medicationOf(key: string): KeptConcept | undefined;
  /** First and last day of all facts so far. */
  readonly span: { first: number; last: number };
};
