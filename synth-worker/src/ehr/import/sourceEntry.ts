import { fromR5 } from "../fhir/fromR5.ts";
import { type Kept, type KeptType, keptShapes } from "../fhir/keptShapes.ts";
import { pickAllowed } from "../fhir/pickAllowed.ts";
import { referenceKey } from "../fhir/referenceKey.ts";
import type { Position } from "./importReport.ts";
import type { ImportTally } from "./importTally.ts";

/** One resource as it was read, with the fullUrl of its Bundle entry. */
export type FhirEntry = Position & { readonly resource: unknown; readonly fullUrl?: string | undefined };

/** A resource of a mapped type, picked by the allow-list, and the reference keys it answers to. */
export type PickedEntry = {
  [T in KeptType]: {
    readonly type: T;
    readonly resource: Kept<T>;
    readonly keys: readonly string[];
    readonly position: Position;
  };
}[KeptType];

/** Picks one resource. null, after telling the tally why, for what is no resource or of a type that is not mapped. */
export function pickEntry(entry: FhirEntry, version: "R4" | "R5", tally: ImportTally): PickedEntry | null {
  const { file, entry: number, fullUrl } = entry;
  const position = { file, entry: number };
  if (!isRecord(entry.resource) || typeof entry.resource.resourceType !== "string") {
    tally.refuse(position, "?", "it is not a FHIR resource");
    return null;
  }
  const { resourceType } = entry.resource;
  if (!Object.hasOwn(keptShapes, resourceType)) {
    // A type's name is part of the report; anything else that stands there is not.
    if (/^[A-Z][A-Za-z]{1,40}$/.test(resourceType)) tally.unmapped(resourceType);
    else tally.refuse(position, "?", "it is not a FHIR resource");
    return null;
  }
  const type = resourceType as KeptType;
  tally.read(type);
  const r4 = version === "R5" ? fromR5(entry.resource) : entry.resource;
  const resource = pickAllowed(keptShapes[type], withContained(r4), type, tally.drop);
  const id = resource?.id;
  const urn = fullUrl?.startsWith("urn:") ? fullUrl : undefined;
  const other = urn === undefined ? referenceKey(fullUrl) : urn;
  const keys = new Set([
    ...(id === undefined ? [] : [`${type}/${id}`]),
    ...(other === undefined ? [] : [other]),
  ]);
  return { type, resource: resource ?? {}, keys: [...keys], position } as PickedEntry;
}

/** A medication that is contained in its request is the request's code; other contained resources are dropped. */
function withContained(resource: Record<string, unknown>): Record<string, unknown> {
  const { medicationReference: reference, contained } = resource;
  if (!isRecord(reference) || typeof reference.reference !== "string" || !Array.isArray(contained))
    return resource;
  const id = reference.reference.startsWith("#") ? reference.reference.slice(1) : null;
  const medication = contained.find(
    (item) => isRecord(item) && item.resourceType === "Medication" && item.id === id,
  );
  if (!isRecord(medication)) return resource;
  const { medicationReference: _, ...rest } = resource;
  const others = contained.filter((item) => item !== medication);
  return {
    ...rest,
    medicationCodeableConcept: medication.code,
    ...(others.length === 0 ? {} : { contained: others }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
