import type { DatePrecision } from "../dates/readDate.ts";
import { writeDate } from "../dates/writeDate.ts";
import { readDate } from "../dates/readDate.ts";
import { SYSTEM } from "../fhir/codes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import { readSourceValue, type VocabularyNames } from "../omop/sourceValue.ts";

/** A CodeableConcept we write. */
export type WrittenConcept = { readonly coding: readonly { readonly system?: string; readonly code: string }[] };

/** What writing one person's resources needs. */
export type ExportContext = {
  readonly patient: { readonly reference: string };
  readonly names: Pick<VocabularyNames, "uriOf">;
  /** Linked observations by the row they belong to: "field concept/key", and "person" for the person's own. */
  readonly facts: ReadonlyMap<string, readonly OmopRow<"observation">[]>;
  /** Tells that something of the tables has no place in the resources written. */
  readonly leaveOut: (what: string) => void;
};

/** A code and its standard concept as a CodeableConcept; undefined when there is neither. OMOP's own coding stands beside the source's. */
export function writeConcept(
  { names }: Pick<ExportContext, "names">,
  source: string | undefined,
  conceptId: number | undefined,
): WrittenConcept | undefined {
  const coding = [
    ...(source === undefined ? [] : [readSourceValue(source, names)]),
    ...(conceptId === undefined || conceptId === CONCEPT.none
      ? []
      : [{ system: SYSTEM.omop as string, code: String(conceptId) }]),
  ].map(({ system, code }) => ({ ...(system === undefined ? {} : { system }), code }));
  return coding.length === 0 ? undefined : { coding };
}

/** Facts of one name that are linked to a row. */
export function factsOf(
  { facts }: Pick<ExportContext, "facts">,
  owner: { readonly field: number; readonly id: number } | null,
  name: string,
): readonly OmopRow<"observation">[] {
  const key = owner === null ? "person" : `${owner.field}/${owner.id}`;
  return (facts.get(key) ?? []).filter((fact) => fact.observation_source_value === `Symbolon:${name}`);
}

/** A date with its time where one is known, no more exactly than `precision` (the word of a precision fact) says. */
export function writeWhen(date: string, datetime: string | undefined, precision?: string): string {
  const read = readDate(datetime ?? date);
  if (read === null) return date;
  return writeDate(isPrecision(precision) ? { ...read, time: null, precision } : read);
}

function isPrecision(word: string | undefined): word is DatePrecision {
  return word === "year" || word === "month";
}

/** The same object without its undefined parts: FHIR has no empty elements. */
export function withoutEmpty<T extends Record<string, unknown>>(parts: T): T {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
}
