/** Code systems that variables of patients are named by: the URI that FHIR has for each, and its name. */
export const CODE_SYSTEMS: readonly (readonly [uri: string, name: string])[] = [
  ["http://loinc.org", "LOINC"],
  ["http://snomed.info/sct", "SNOMED CT"],
  ["http://hl7.org/fhir/sid/icd-10", "ICD-10"],
  ["http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM"],
  ["http://terminology.hl7.org/CodeSystem/icd-o-3", "ICD-O-3"],
  ["http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl", "NCI Thesaurus"],
];
