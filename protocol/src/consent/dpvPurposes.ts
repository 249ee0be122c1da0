/**
 * DPV purposes for the codes of Art. 53(1). `dpv` are general terms; `ehds` the terms of DPV's EHDS extension, which still cite Art. 34 of the
 * 2022 proposal, so that our own codes stay the ones that count.
 */
export const DPV_PURPOSES: Readonly<Record<string, { readonly dpv: string; readonly ehds: string }>> = {
  PUBLIC_OCCUPATIONAL_HEALTH: {
    dpv: "dpv:ImprovePublicServices",
    ehds: "eu-ehds:PublicInterestRelatedToHealth",
  },
  POLICY_REGULATORY: { dpv: "dpv:LegalCompliance", ehds: "eu-ehds:SupportAuthoritiesRegulatoryActivities" },
  STATISTICS: { dpv: "dpv:ProvideOfficialStatistics", ehds: "eu-ehds:ProvideHealthcareOfficialStatistics" },
  EDUCATION: { dpv: "dpv:AcademicResearch", ehds: "eu-ehds:ImproveHealthcareEducation" },
  SCIENTIFIC_RESEARCH: { dpv: "dpv:ScientificResearch", ehds: "eu-ehds:HealthcareScientificResearch" },
  DEV_INNOVATION: {
    dpv: "dpv:ResearchAndDevelopment",
    ehds: "eu-ehds:DevelopPublicHealthProductsAndServices",
  },
  ALGORITHMS: {
    dpv: "dpv:ResearchAndDevelopment",
    ehds: "eu-ehds:TrainTestAndEvaluateHealthAlgorithms",
  },
  IMPROVE_CARE: { dpv: "dpv:ImproveHealthcare", ehds: "eu-ehds:PersonalisedHealthcare" },
};
