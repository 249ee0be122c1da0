/**
 * Health data categories of Regulation (EU) 2025/327 Art. 51(1); `categoryCode` on chain is the position (0 = point a). `code` is the last
 * part of the category's IRI in HealthDCAT-AP Release 8, `label` a shortened reading.
 */
export const HEALTH_CATEGORIES = [
  { point: "a", code: "EHRS", label: "Electronic health records" },
  { point: "b", code: "DIOH", label: "Factors impacting on health" },
  { point: "c", code: "NRPE", label: "Aggregated data on needs, resources and expenditure" },
  { point: "d", code: "RPDG", label: "Pathogens that impact human health" },
  { point: "e", code: "HRAD", label: "Healthcare-related administrative data" },
  { point: "f", code: "HGPD", label: "Human genetic, epigenomic and genomic data" },
  { point: "g", code: "HPML", label: "Other human molecular data" },
  { point: "h", code: "PGEH", label: "Data generated through medical devices" },
  { point: "i", code: "WELA", label: "Wellness applications" },
  { point: "j", code: "IDHP", label: "Health professionals" },
  { point: "k", code: "PHDR", label: "Population-based health data registries" },
  { point: "l", code: "MRMR", label: "Medical and mortality registries" },
  { point: "m", code: "EHCT", label: "Clinical trials, studies and investigations" },
  { point: "n", code: "EMRD", label: "Other data from medical devices" },
  { point: "o", code: "RMMD", label: "Registries for medicinal products and devices" },
  { point: "p", code: "RQSH", label: "Research cohorts, questionnaires and surveys" },
  { point: "q", code: "EINS", label: "Biobanks and associated databases" },
] as const;
