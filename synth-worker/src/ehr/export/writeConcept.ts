import { SYSTEM } from "../fhir/codes.ts";
import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { readSourceValue } from "../omop/sourceValue.ts";
import type { ExportContext } from "./exportContext.ts";

/** A CodeableConcept we write. */
export type WrittenConcept = {
  readonly coding: readonly { readonly system?: string | undefined; readonly code: string }[];
};

/** A code and its standard concept as a CodeableConcept; undefined when there is neither. OMOP's own coding stands beside the source's. */
export function writeConcept(
  { names }: Pick<ExportContext, "names">,
  source: string | undefined,
  conceptId: number | undefined,
): WrittenConcept | undefined {
  const coding = source === undefined ? [] : [withoutEmpty(readSourceValue(source, names))];
  if (conceptId !== undefined && conceptId !== CONCEPT.none)
    coding.push({ system: SYSTEM.omop, code: String(conceptId) });
  return coding.length === 0 ? undefined : { coding };
}
