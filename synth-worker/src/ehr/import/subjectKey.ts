import { referenceKey } from "../fhir/referenceKey.ts";

/**
 * The reference key of the patient a resource is about: the Patient itself, or its subject. undefined for none. It reads only what it needs, so that files can
 * be parted by patient before anything is mapped.
 */
export function subjectKey(resource: unknown, fullUrl?: string): string | undefined {
  if (typeof resource !== "object" || resource === null) return undefined;
  const { resourceType, id, subject } = resource as Record<string, unknown>;
  if (resourceType === "Patient")
    return typeof id === "string" ? `Patient/${id}` : fullUrl?.startsWith("urn:") ? fullUrl : undefined;
  const { reference } = (subject ?? {}) as { reference?: unknown };
  return typeof reference === "string" ? referenceKey(reference) : undefined;
}
