import type { KeptConcept } from "../fhir/keptShapes.ts";

/** The first code of `concept` that is of `system` and one of `codes`; undefined for none. */
export function knownStatus(
  concept: KeptConcept | undefined,
  system: string,
  codes: ReadonlySet<string>,
): string | undefined {
  return concept?.coding?.find(
    (coding) => coding.system === system && coding.code !== undefined && codes.has(coding.code),
  )?.code;
}
