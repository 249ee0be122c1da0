import { readSourceValue, type SourceCode } from "./sourceValue.ts";
import { VOCABULARY_URIS } from "./vocabularyUris.ts";

/** The code in a source value with the URI of its system, for systems that OMOP has an id for: "LOINC:2857-1"; others are a code alone. */
export function sourceConcept(sourceValue: string): SourceCode {
  return readSourceValue(sourceValue, { uriOf: (id) => VOCABULARY_URIS.get(id) });
}
