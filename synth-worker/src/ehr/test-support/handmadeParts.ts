/** A resource as JSON. */
export type Json = Record<string, unknown>;

/** The person whose resources are made. */
export type HandmadePerson = {
  readonly id: string;
  /** Adds a resource about this person. */
  add(resource: Json): void;
  /** Adds one that has to be refused. */
  addBad(resource: Json): void;
  readonly subject: { readonly reference: string };
};

/** Code systems of the hand-made records. */
export const SNOMED = "http://snomed.info/sct";
export const LOINC = "http://loinc.org";
export const RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
export const ICD10 = "http://hl7.org/fhir/sid/icd-10";
export const ICDO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3";
export const UCUM = "http://unitsofmeasure.org";
export const LOCAL = "urn:oid:1.2.3.4.5.6.7.8.9.10.11.12.13";
export const MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-";

/** An Observation of a person, with a note that must not survive. */
export function observation(id: string, { subject }: HandmadePerson, parts: Json): Json {
  return {
    resourceType: "Observation",
    id,
    status: "final",
    subject,
    note: [{ text: "Maria again" }],
    ...parts,
  };
}

/** A code with words beside it. */
export function concept(system: string, code: string) {
  return { coding: [{ system, code, display: "words about it" }] };
}

/** An observation category. */
export function category(code: string) {
  return concept("http://terminology.hl7.org/CodeSystem/observation-category", code);
}
