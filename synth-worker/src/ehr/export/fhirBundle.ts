import type { FhirResource } from "./fhirResource.ts";

/** Where resources would be served; nothing is. The name can never be registered (RFC 2606, .invalid). */
const BASE = "https://symbolon.invalid/fhir";

/** Resources as a Bundle of type collection (R4); references within it are relative and resolve against its full URLs. */
export function fhirBundle(resources: readonly FhirResource[]): Record<string, unknown> {
  return {
    resourceType: "Bundle",
    type: "collection",
    entry: resources.map((resource) => ({
      fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
}
