/** Health data categories of Regulation (EU) 2025/327 Art. 51(1), points (a) to (q), shortened; categoryCode 1 is (a). */
const CATEGORIES = [
  "Electronic health records",
  "Factors impacting health",
  "Needs, resources and costs of care",
  "Pathogens",
  "Healthcare administration",
  "Genetic data",
  "Other molecular data",
  "Data from medical devices",
  "Wellness applications",
  "Health professionals",
  "Population registries",
  "Medical and mortality registries",
  "Clinical trials and studies",
  "Other device data",
  "Medicine and device registries",
  "Research cohorts and surveys",
  "Biobanks",
] as const;

/** Label of a category code; unknown codes are shown as their number. */
export function categoryLabel(code: number): string {
  return CATEGORIES[code - 1] ?? `Category ${code}`;
}
