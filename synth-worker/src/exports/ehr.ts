export { keyedPrivacy, type PersonPrivacy } from "../ehr/dates/personPrivacy.ts";
export { fhirBundle } from "../ehr/export/fhirBundle.ts";
export type { FhirResource } from "../ehr/export/fhirResource.ts";
export { omopToFhir, type PersonResources } from "../ehr/export/omopToFhir.ts";
export { fhirToOmop } from "../ehr/import/fhirToOmop.ts";
export type { ConceptOf } from "../ehr/import/importContext.ts";
export type { ImportReport } from "../ehr/import/importReport.ts";
export type { FhirEntry } from "../ehr/import/sourceEntry.ts";
export { type FhirImport, type ImportOptions, startImport } from "../ehr/import/startImport.ts";
export { checkOmop } from "../ehr/omop/checkOmop.ts";
export { CONCEPT } from "../ehr/omop/conceptIds.ts";
export { emptyTables } from "../ehr/omop/emptyTables.ts";
export type { Finding } from "../ehr/omop/finding.ts";
export {
  columnsOf,
  OMOP_TABLE_NAMES,
  type OmopRow,
  type OmopTableName,
  type OmopTables,
} from "../ehr/omop/omopTables.ts";
export { sourceConcept } from "../ehr/omop/sourceConcept.ts";
export { omopToRelated, relatedMapOf } from "../ehr/related/omopToRelated.ts";
export { RelatedMap } from "../ehr/related/relatedMap.ts";
export { checkBundle } from "../ehr/validate/checkBundle.ts";
export { checkFhir } from "../ehr/validate/checkFhir.ts";
