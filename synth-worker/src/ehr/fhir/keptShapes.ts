/** What of an element is kept: a leaf of one kind, a list, an object's parts, or extensions by their URL. */
export type Shape =
  | "text"
  | "number"
  | "flag"
  | readonly [Shape]
  | { readonly byUrl: Readonly<Record<string, Shape>> }
  | { readonly [part: string]: Shape };

/** What is left of an element after picking: every part may be absent. */
export type Picked<S> = S extends "text"
  ? string
  : S extends "number"
    ? number
    : S extends "flag"
      ? boolean
      : S extends readonly [infer E]
        ? readonly Picked<E>[]
        : S extends { readonly byUrl: infer U }
          ? { readonly [K in keyof U]?: Picked<U[K]> }
          : { readonly [K in keyof S]?: Picked<S[K]> };

/** Extensions that are read, by URL: histology and treatment intent (mCODE), and ours for the time in which a patient was observed. */
export const EXTENSION = {
  histology: "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior",
  intent: "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-procedure-intent",
  observed: "urn:symbolon:ehr:observed",
} as const;

const coding = { system: "text", code: "text" } as const;
const concept = { coding: [coding] } as const;
const reference = { reference: "text" } as const;
const quantity = { value: "number", comparator: "text", unit: "text", system: "text", code: "text" } as const;
const amount = { value: "number", unit: "text", system: "text", code: "text" } as const;
const period = { start: "text", end: "text" } as const;
const start = { start: "text" } as const;
const head = { resourceType: "text", id: "text", meta: { profile: ["text"] } } as const;
const value = {
  valueQuantity: quantity,
  valueInteger: "number",
  valueBoolean: "flag",
  valueCodeableConcept: concept,
  referenceRange: [{ low: amount, high: amount }],
} as const;
const medication = { medicationCodeableConcept: concept, medicationReference: reference } as const;

/**
 * The allow-list: of every resource type that is mapped, the elements a mapper ever sees (FHIR R4). Names, addresses, identifiers, narrative, notes, other
 * texts, people and places are not in it, so no mapper can let them through.
 */
export const keptShapes = {
  Patient: {
    ...head,
    extension: { byUrl: { [EXTENSION.observed]: { valuePeriod: period } } },
    gender: "text",
    birthDate: "text",
    deceasedBoolean: "flag",
    deceasedDateTime: "text",
  },
  Encounter: { ...head, status: "text", class: coding, type: [concept], subject: reference, period },
  Condition: {
    ...head,
    extension: { byUrl: { [EXTENSION.histology]: { valueCodeableConcept: concept } } },
    clinicalStatus: concept,
    verificationStatus: concept,
    code: concept,
    bodySite: [concept],
    subject: reference,
    encounter: reference,
    onsetDateTime: "text",
    onsetPeriod: start,
    abatementDateTime: "text",
    abatementPeriod: start,
    recordedDate: "text",
    stage: [{ summary: concept, assessment: [reference] }],
  },
  Observation: {
    ...head,
    status: "text",
    category: [concept],
    code: concept,
    method: concept,
    subject: reference,
    encounter: reference,
    focus: [reference],
    effectiveDateTime: "text",
    effectivePeriod: start,
    effectiveInstant: "text",
    ...value,
    component: [{ code: concept, ...value }],
  },
  Procedure: {
    ...head,
    extension: { byUrl: { [EXTENSION.intent]: { valueCodeableConcept: concept } } },
    status: "text",
    code: concept,
    bodySite: [concept],
    subject: reference,
    encounter: reference,
    performedDateTime: "text",
    performedPeriod: period,
  },
  MedicationRequest: {
    ...head,
    status: "text",
    intent: "text",
    doNotPerform: "flag",
    ...medication,
    subject: reference,
    encounter: reference,
    authoredOn: "text",
    dosageInstruction: [{ route: concept }],
    dispenseRequest: {
      validityPeriod: { end: "text" },
      numberOfRepeatsAllowed: "number",
      quantity: amount,
      expectedSupplyDuration: amount,
    },
  },
  MedicationAdministration: {
    ...head,
    status: "text",
    ...medication,
    subject: reference,
    context: reference,
    effectiveDateTime: "text",
    effectivePeriod: period,
    dosage: { route: concept, dose: amount },
  },
  Medication: { ...head, code: concept },
} as const satisfies Record<string, Readonly<Record<string, Shape>>>;

export type KeptType = keyof typeof keptShapes;

/** A resource with nothing left but what the allow-list keeps. */
export type Kept<T extends KeptType> = Picked<(typeof keptShapes)[T]>;

export type KeptConcept = Picked<typeof concept>;
export type KeptQuantity = Picked<typeof quantity>;
export type KeptValue = Picked<typeof value>;
export type KeptReference = Picked<typeof reference>;
