/** Code systems whose codes steer the mapping. URIs only. */
export const SYSTEM = {
  actCode: "http://terminology.hl7.org/CodeSystem/v3-ActCode",
  clinicalStatus: "http://terminology.hl7.org/CodeSystem/condition-clinical",
  verificationStatus: "http://terminology.hl7.org/CodeSystem/condition-ver-status",
  conditionCategory: "http://terminology.hl7.org/CodeSystem/condition-category",
  observationCategory: "http://terminology.hl7.org/CodeSystem/observation-category",
  loinc: "http://loinc.org",
  snomed: "http://snomed.info/sct",
  ucum: "http://unitsofmeasure.org",
  /** OMOP's own: the code is the concept_id. */
  omop: "https://fhir-terminology.ohdsi.org",
  /** Ours, for what OMOP has no column for. */
  symbolon: "urn:symbolon:ehr",
  fhir: "http://hl7.org/fhir",
} as const;

/** mCODE profiles that are recognised and claimed (mCODE STU4). */
export const PROFILE = {
  primaryCancer: "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-primary-cancer-condition",
  diseaseStatus: "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-cancer-disease-status",
  stageGroup: "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-tnm-stage-group",
} as const;

/** LOINC's code of an mCODE cancer disease status. */
export const DISEASE_STATUS_CODE = "97509-4";

/** LOINC's codes of a stage group: clinical, pathologic, other. */
export const STAGE_GROUP_CODES: ReadonlySet<string> = new Set(["21908-9", "21902-2", "21914-7"]);
