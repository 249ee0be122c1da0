/**
 * Purposes of use in FHIR (HL7 v3 ActReason, PurposeOfUse) as codes of Art. 53(1). What is not here is not taken over: treatment, payment and
 * marketing are no secondary use under Art. 53.
 */
export const FHIR_PURPOSES: Readonly<Record<string, string>> = {
  HRESCH: "SCIENTIFIC_RESEARCH",
  BIORCH: "SCIENTIFIC_RESEARCH",
  CLINTRCH: "SCIENTIFIC_RESEARCH",
  CLINTRCHNPC: "SCIENTIFIC_RESEARCH",
  CLINTRCHPC: "SCIENTIFIC_RESEARCH",
  DSRCH: "SCIENTIFIC_RESEARCH",
  PRECLINTRCH: "SCIENTIFIC_RESEARCH",
  TRANSRCH: "SCIENTIFIC_RESEARCH",
  PUBHLTH: "PUBLIC_OCCUPATIONAL_HEALTH",
  TRAIN: "EDUCATION",
  QUALIMP: "IMPROVE_CARE",
};
