/** A resource we write: plain JSON with a type and an id. */
export type FhirResource = {
  readonly resourceType: string;
  readonly id: string;
  readonly [part: string]: unknown;
};

/** What stands for a patient's other resources: the patient's id, and ids of visits and conditions by their numbers. */
export const resourceId = (kind: string, id: number): string => `${kind}-${id}`;
