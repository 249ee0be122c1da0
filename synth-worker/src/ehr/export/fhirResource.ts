/** A resource we write: plain JSON with a type and an id. */
export type FhirResource = {
  readonly resourceType: string;
  readonly id: string;
  readonly [part: string]: unknown;
};

/** The id of the resource that a row becomes: its kind and its number, such as visit-12. */
export const resourceId = (kind: string, id: number): string => `${kind}-${id}`;
