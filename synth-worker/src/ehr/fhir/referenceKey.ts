const TYPE_AND_ID = /([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/;

/**
 * What a reference points to, as a key: "Patient/12" for relative and absolute URLs, with or without a version; "urn:uuid:..." as it is. undefined for a
 * reference within the resource, a search or anything else.
 */
export function referenceKey(reference: string | undefined): string | undefined {
  if (reference === undefined || reference.startsWith("#") || reference.includes("?")) return undefined;
  if (reference.startsWith("urn:")) return reference;
  return TYPE_AND_ID.exec(reference)?.[1];
}
