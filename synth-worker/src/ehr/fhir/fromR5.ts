type Json = Record<string, unknown>;

/**
 * An R5 resource in the words of R4, as far as the allow-list reads it; other parts stay as they are and are dropped later. The differences (FHIR R5,
 * "R4 to R5" notes of each resource): class and period of an Encounter, when a Procedure or an administration took place, a medication as
 * CodeableReference, the route and dates of a MedicationAdministration's encounter.
 */
export function fromR5(resource: Json): Json {
  switch (resource.resourceType) {
    case "Encounter":
      return encounter(resource);
    case "Procedure":
      return renamed(resource, {
        occurrenceDateTime: "performedDateTime",
        occurrencePeriod: "performedPeriod",
      });
    case "MedicationRequest":
      return medication(resource);
    case "MedicationAdministration":
      // R5 spells the choice "occurence" with one r.
      return medication(
        renamed(resource, {
          encounter: "context",
          occurenceDateTime: "effectiveDateTime",
          occurencePeriod: "effectivePeriod",
        }),
      );
    default:
      return resource;
  }
}

function encounter(resource: Json): Json {
  const { class: classes, ...rest } = renamed(resource, { actualPeriod: "period" });
  const first = Array.isArray(classes) ? (classes[0] as Json | undefined) : undefined;
  const codings = first?.coding;
  const coding = Array.isArray(codings) ? codings[0] : undefined;
  const status = STATUSES.get(String(resource.status)) ?? resource.status;
  return { ...rest, status, ...(coding === undefined ? {} : { class: coding }) };
}

const STATUSES: ReadonlyMap<string, string> = new Map([
  ["completed", "finished"],
  ["discharged", "finished"],
  ["discontinued", "finished"],
]);

function medication(resource: Json): Json {
  const { medication: given, ...rest } = resource;
  if (typeof given !== "object" || given === null) return resource;
  const { concept, reference } = given as Json;
  return {
    ...rest,
    ...(concept === undefined ? {} : { medicationCodeableConcept: concept }),
    ...(reference === undefined ? {} : { medicationReference: reference }),
  };
}

function renamed(resource: Json, names: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(Object.entries(resource).map(([name, value]) => [names[name] ?? name, value]));
}
