import type { FhirEntry } from "../import/sourceEntry.ts";
import { handmadeExtras } from "./handmadeExtras.ts";
import {
  category,
  concept,
  type HandmadePerson,
  type Json,
  LOINC,
  observation,
  RXNORM,
  SNOMED,
  UCUM,
} from "./handmadeParts.ts";

/** Patients made by hand for tests, with the keys of the resources that an import has to refuse. */
export type HandmadePatients = {
  readonly entries: readonly FhirEntry[];
  readonly refused: ReadonlySet<string>;
  /** Ids of the patients who are older than 89 at their last record. */
  readonly old: ReadonlySet<string>;
};

/**
 * `count` patients, the same at every call, of ten kinds in turn: plain; year of birth alone and no gender; partial dates; encounters without a start or an end;
 * dead without a date; a cancer by mCODE with stages and states, then a death; several codings; medications contained and referred to; 91 years old; codes
 * without a system or of local ones, and values of every kind. All carry names, addresses, identifiers and notes that must not survive.
 */
export function handmadePatients(count = 50): HandmadePatients {
  const entries: FhirEntry[] = [];
  const refused = new Set<string>();
  const old = new Set<string>();
  const add = (resource: Json, fullUrl?: string) => {
    entries.push({ resource, fullUrl, file: "handmade.json", entry: entries.length + 1 });
  };
  add({ resourceType: "Medication", id: "shared", code: concept(RXNORM, "197517"), status: "active" });
  for (let i = 0; i < count; i++) {
    const kind = i % 10;
    const p = personOf(i, add, refused);
    if (kind === 8) old.add(`p${i}`);
    p.add({ ...patientOf(i, kind) });
    plainFacts(i, p);
    handmadeExtras[kind]?.(i, p);
  }
  return { entries, refused, old };
}

function personOf(
  i: number,
  add: (resource: Json, fullUrl?: string) => void,
  refused: Set<string>,
): HandmadePerson {
  const id = `p${i}`;
  // Some references are relative, some absolute with a version.
  const reference = i % 3 === 0 ? `https://hospital.example/fhir/Patient/${id}/_history/2` : `Patient/${id}`;
  return {
    id,
    subject: { reference },
    add: (resource) => add(resource),
    addBad(resource) {
      refused.add(`${resource.resourceType}/${resource.id}`);
      add(resource);
    },
  };
}

function patientOf(i: number, kind: number): Json {
  const birth = `19${40 + (i % 50)}-0${1 + (i % 9)}-1${i % 9}`;
  return {
    resourceType: "Patient",
    id: `p${i}`,
    text: { status: "generated", div: "<div>Maria Example</div>" },
    identifier: [{ system: "urn:hospital", value: `MRN-${i}` }],
    name: [{ family: "Example", given: ["Maria"] }],
    address: [{ line: ["Secret Street 1"], city: "Somewhere", postalCode: "1010" }],
    telecom: [{ system: "phone", value: "+43 1 234" }],
    ...(kind === 1 ? {} : { gender: ["female", "male", "other", "unknown"][i % 4] }),
    birthDate: kind === 1 ? birth.slice(0, 4) : kind === 8 ? "1929-02-28" : birth,
    ...(kind === 4 ? { deceasedBoolean: true } : {}),
    ...(kind === 5 ? { deceasedDateTime: "2021-11-30T23:59:00+01:00" } : {}),
  };
}

function plainFacts(i: number, p: HandmadePerson): void {
  const day = `2020-0${1 + (i % 9)}-2${i % 8}`;
  p.add({
    resourceType: "Encounter",
    id: `e${i}`,
    status: "finished",
    class: {
      system: "http://terminology.hl7.org/CodeSystem/v3-ActCode",
      code: ["AMB", "IMP", "EMER", "HH"][i % 4],
    },
    subject: p.subject,
    participant: [{ individual: { display: "Dr. Who" } }],
    period: { start: `${day}T08:15:30.123+01:00`, end: `${day}T17:00:00+01:00` },
  });
  p.add({
    resourceType: "Condition",
    id: `c${i}`,
    clinicalStatus: concept(
      "http://terminology.hl7.org/CodeSystem/condition-clinical",
      i % 2 ? "resolved" : "active",
    ),
    verificationStatus: concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"),
    code: { ...concept(SNOMED, String(38341003 + i)), text: "free text about Maria" },
    subject: p.subject,
    encounter: { reference: `Encounter/e${i}` },
    onsetDateTime: day,
    recordedDate: `${day}T10:00:00Z`,
    ...(i % 2 ? { abatementDateTime: "2021-02-01T06:15:00Z" } : {}),
    note: [{ text: "Maria lives in Secret Street" }],
  });
  p.add(
    observation(`lab${i}`, p, {
      category: [category("laboratory")],
      code: concept(LOINC, "718-7"),
      encounter: { reference: `Encounter/e${i}` },
      effectiveDateTime: `${day}T09:30:00+01:00`,
      valueQuantity: { value: 12.5 + i / 10, unit: "g/dL", system: UCUM, code: "g/dL" },
      referenceRange: [{ low: { value: 12 }, high: { value: 16.5 } }],
      performer: [{ display: "Lab of Somewhere" }],
    }),
  );
  p.add({
    resourceType: "Procedure",
    id: `pr${i}`,
    status: "completed",
    code: concept(SNOMED, String(80146002 + i)),
    subject: p.subject,
    performedPeriod: { start: `${day}T11:00:00Z`, end: `${day}T12:30:00Z` },
    bodySite: [concept(SNOMED, "66754008")],
  });
  p.add({
    resourceType: "MedicationRequest",
    id: `mr${i}`,
    status: i % 2 ? "stopped" : "unknown",
    intent: "order",
    medicationCodeableConcept: concept(RXNORM, String(562251 + i)),
    subject: p.subject,
    authoredOn: day,
    dosageInstruction: [{ text: "take one", route: concept(SNOMED, "26643006") }],
    dispenseRequest: {
      validityPeriod: { start: day, end: "2021-06-30" },
      numberOfRepeatsAllowed: i % 4,
      quantity: { value: 30, unit: "tablet" },
      expectedSupplyDuration: { value: 30, unit: "d", system: UCUM, code: "d" },
    },
  });
}
