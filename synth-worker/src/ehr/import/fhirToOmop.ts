import type { OmopTables } from "../omop/omopTables.ts";
import type { ImportReport } from "./importReport.ts";
import type { FhirEntry } from "./sourceEntry.ts";
import { type ImportOptions, startImport } from "./startImport.ts";

/** Maps resources that fit in memory to OMOP CDM 5.4 tables, vocabulary tables included; as startImport does. Never throws for what the resources hold. */
export function fhirToOmop(
  entries: readonly FhirEntry[],
  options: ImportOptions,
): { readonly tables: OmopTables; readonly report: ImportReport } {
  const run = startImport(options);
  const tables = run.take(entries);
  const { tables: vocabularies, report } = run.finish();
  const { concept, vocabulary, domain, concept_class } = vocabularies;
  return { tables: { ...tables, concept, vocabulary, domain, concept_class }, report };
}
