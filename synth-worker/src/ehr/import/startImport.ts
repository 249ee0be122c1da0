import { personDates } from "../dates/personDates.ts";
import type { PersonPrivacy } from "../dates/personPrivacy.ts";
import { readDate } from "../dates/readDate.ts";
import type { Kept, KeptConcept } from "../fhir/keptShapes.ts";
import { referenceKey } from "../fhir/referenceKey.ts";
import { conceptRows, usedConcepts } from "../omop/conceptRows.ts";
import { emptyTables } from "../omop/emptyTables.ts";
import { OMOP_TABLE_NAMES, type OmopTables } from "../omop/omopTables.ts";
import { vocabularyNames } from "../omop/vocabularyNames.ts";
import type { ConceptOf, PersonContext } from "./importContext.ts";
import type { ImportReport } from "./importReport.ts";
import { importTally } from "./importTally.ts";
import { mapCondition } from "./mapCondition.ts";
import { mapEncounter } from "./mapEncounter.ts";
import { mapMedicationAdministration, mapMedicationRequest } from "./mapMedication.ts";
import { mapObservation, tableOfObservation } from "./mapObservation.ts";
import { mapDeath, mapObserved, mapPatient } from "./mapPatient.ts";
import { mapProcedure } from "./mapProcedure.ts";
import { type FhirEntry, type PickedEntry, pickEntry } from "./sourceEntry.ts";

/** How an import goes. */
export type ImportOptions = {
  readonly privacy: PersonPrivacy;
  readonly version?: "R4" | "R5";
  /** The caller's map to standard concepts; without one, codes are kept as source values. */
  readonly conceptOf?: ConceptOf;
};

/** An import in batches. */
export type FhirImport = {
  /** Coded medications that any batch may name; take them first. */
  takeMedications(entries: Iterable<FhirEntry>): void;
  /** Maps all resources of some people; a person must be whole in one batch. Gives the rows of the batch. */
  take(entries: Iterable<FhirEntry>): OmopTables;
  /** The vocabulary tables and the report, after the last batch. */
  finish(): { readonly tables: OmopTables; readonly report: ImportReport };
};

type Person = {
  readonly id: string;
  readonly entry: Extract<PickedEntry, { type: "Patient" }>;
  readonly facts: PickedEntry[];
};

/**
 * Starts an import of FHIR resources into OMOP tables (ehds.md part 6: field choices of the HL7 FHIR to OMOP guide). Mappers see only what the allow-list
 * keeps; ids become numbers without meaning; dates move by the person's shift; what cannot be mapped is listed in the report and never stops the rest.
 */
export function startImport({
  privacy,
  version = "R4",
  conceptOf = () => undefined,
}: ImportOptions): FhirImport {
  const tally = importTally();
  const names = vocabularyNames();
  const medications = new Map<string, KeptConcept>();
  const lastIds = new Map<string, number>();
  const concepts = new Set<number>();
  const nextId = (table: string) => {
    const id = (lastIds.get(table) ?? 0) + 1;
    lastIds.set(table, id);
    return id;
  };
  const pick = (entry: FhirEntry) => pickEntry(entry, version, tally);
  const takeMedication = ({ resource, keys }: Extract<PickedEntry, { type: "Medication" }>) => {
    if (resource.code !== undefined) for (const key of keys) medications.set(key, resource.code);
  };
  return {
    takeMedications(entries) {
      for (const entry of entries) {
        const picked = pick(entry);
        if (picked?.type === "Medication") takeMedication(picked);
      }
    },
    take(entries) {
      const tables = emptyTables();
      const people = gather(entries);
      for (const person of people) mapPerson(person, tables);
      usedConcepts(tables, concepts);
      for (const table of OMOP_TABLE_NAMES)
        if (tables[table].length > 0) tally.rows(table, tables[table].length);
      return tables;
    },
    finish() {
      const tables = { ...emptyTables(), ...conceptRows(concepts, names.used()) };
      for (const table of OMOP_TABLE_NAMES)
        if (tables[table].length > 0) tally.rows(table, tables[table].length);
      return { tables, report: tally.report(privacy.boundDays) };
    },
  };

  /** People with all that is about them, in the order of their pseudonyms, so that their numbers tell nothing of the files' order. */
  function gather(entries: Iterable<FhirEntry>): Person[] {
    const people = new Map<string, Person>();
    const facts: PickedEntry[] = [];
    const seen = new Set<string>();
    for (const entry of entries) {
      const picked = pick(entry);
      if (picked === null) continue;
      const { type, position, keys } = picked;
      if (keys.some((key) => seen.has(key))) {
        tally.refuse(position, type, "another resource with this id was read before");
        continue;
      }
      for (const key of keys) seen.add(key);
      if (type === "Medication") takeMedication(picked);
      else if (type !== "Patient") facts.push(picked);
      else if (keys[0] === undefined) tally.refuse(position, type, "it has no id");
      else {
        const person = { id: keys[0], entry: picked, facts: [] };
        for (const key of keys) people.set(key, person);
      }
    }
    for (const fact of facts) {
      const key = "subject" in fact.resource ? referenceKey(fact.resource.subject?.reference) : undefined;
      const person = key === undefined ? undefined : people.get(key);
      if (person !== undefined) person.facts.push(fact);
      else
        tally.refuse(
          fact.position,
          fact.type,
          key === undefined ? "no patient that can be found" : "its patient is not in the files",
        );
    }
    return [...new Set(people.values())]
      .map((person) => ({ person, pseudonym: privacy.pseudonymOf(person.id) }))
      .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1))
      .map(({ person }) => person);
  }

  function mapPerson({ id, entry, facts }: Person, tables: OmopTables): void {
    const patient = entry.resource;
    const shiftDays = privacy.shiftDaysOf(id);
    const birth = patient.birthDate === undefined ? null : readDate(patient.birthDate);
    const refuse = (reason: string) => {
      tally.refuse(entry.position, "Patient", reason);
      for (const { position, type } of facts) tally.refuse(position, type, "its patient was refused");
    };
    if (birth === null) {
      refuse("no year of birth");
      return;
    }
    const context: PersonContext = {
      ...personDates(shiftDays),
      tables,
      personId: (lastIds.get("person") ?? 0) + 1,
      names,
      tally,
      conceptOf,
      nextId,
      visits: new Map(),
      conditions: new Map(),
      medicationOf: (key) => medications.get(key),
      span: { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY },
    };
    mapFacts(context, facts);
    mapDeath(context, patient);
    mapObserved(context, patient);
    if (!Number.isFinite(context.span.first)) {
      tally.refuse(entry.position, "Patient", "no dated fact");
      return;
    }
    nextId("person");
    // Of a year alone nothing can be moved; a whole date moves with the others, so that ages stay right.
    const day = birth.precision === "year" ? birth.day : birth.day + shiftDays;
    mapPatient(context, patient, { pseudonym: privacy.pseudonymOf(id), birth: { ...birth, day } });
  }

  function mapFacts(context: PersonContext, facts: readonly PickedEntry[]): void {
    const each = (run: (fact: PickedEntry) => string | null | undefined) => {
      for (const fact of facts) {
        const reason = run(fact);
        if (typeof reason === "string") tally.refuse(fact.position, fact.type, reason);
      }
    };
    // What others point to comes first.
    each((fact) => (fact.type === "Encounter" ? mapEncounter(context, fact.resource, fact.keys) : null));
    each((fact) => (fact.type === "Condition" ? mapCondition(context, fact.resource, fact.keys) : null));
    each((fact) => (fact.type === "Procedure" ? mapProcedure(context, fact.resource) : null));
    each((fact) => (fact.type === "MedicationRequest" ? mapMedicationRequest(context, fact.resource) : null));
    each((fact) =>
      fact.type === "MedicationAdministration" ? mapMedicationAdministration(context, fact.resource) : null,
    );
    for (const table of ["measurement", "observation"] as const)
      each((fact) => (isObservationFor(fact, table) ? mapObservation(context, fact.resource) : null));
  }
}

function isObservationFor(
  fact: PickedEntry,
  table: "measurement" | "observation",
): fact is PickedEntry & { type: "Observation"; resource: Kept<"Observation"> } {
  return fact.type === "Observation" && tableOfObservation(fact.resource) === table;
}
