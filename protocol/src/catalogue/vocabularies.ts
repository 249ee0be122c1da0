import { HEALTH_CATEGORIES } from "./healthCategories.ts";

const EU = "http://publications.europa.eu/resource/authority/";
const HD = "https://hdeu-dcat.data.health.europa.eu/resource/authority/";

/**
 * A code list: IRIs are `base` + code. `codes` are all codes of a list that is known whole, else null; `pattern` is what its codes look like (a
 * regular expression that XPath and JavaScript read alike).
 */
export type Vocabulary = {
  readonly base: string;
  readonly title: string;
  readonly codes: readonly string[] | null;
  readonly pattern: string;
};

const list = (base: string, title: string, codes: readonly string[] | null = null): Vocabulary => ({
  base,
  title,
  codes,
  pattern: codes === null ? "[A-Za-z0-9_.-]+" : `(${codes.join("|")})`,
});

/**
 * Code lists of HealthDCAT-AP Release 8: EU authority tables (publications.europa.eu) and the lists of the EHDS (hdeu-dcat.data.health.europa.eu).
 * Only lists whose codes were read in full are closed here.
 */
export const VOCABULARIES = {
  accessRight: list(`${EU}access-right/`, "Access right", ["PUBLIC", "RESTRICTED", "NON_PUBLIC"]),
  dataTheme: list(`${EU}data-theme/`, "Data theme"),
  datasetType: list(`${EU}dataset-type/`, "Dataset type"),
  distributionStatus: list(`${EU}distribution-status/`, "Distribution status"),
  fileType: list(`${EU}file-type/`, "File type"),
  frequency: list(`${EU}frequency/`, "Frequency"),
  language: { ...list(`${EU}language/`, "Language"), pattern: "[A-Z]{3}" },
  plannedAvailability: list(`${EU}planned-availability/`, "Planned availability"),
  codingSystem: list(`${HD}coding-system/`, "Coding system"),
  healthActivity: list(`${HD}health-activity/`, "Health activity"),
  healthCategory: list(
    `${HD}healthcategories/`,
    "Health categories",
    HEALTH_CATEGORIES.map(({ code }) => code),
  ),
  healthTheme: list(`${HD}health-theme/`, "Health theme", [
    "ANTIMICROBIAL_CONTROL",
    "BLOOD_INFECTIONS",
    "CANCER_DISEASE",
    "CLIMATE_HEALTH",
    "EMERGENCY_SETTINGS",
    "ENTERIC_INFECTIONS",
    "ENVIRONMENTAL_HEALTH",
    "HEALTH_PRODUCTS",
    "HEALTH_SYSTEMS",
    "IMMUNIZATION_DISEASES",
    "INJURY_PREVENTION",
    "LIFECOURSE_HEALTH",
    "MENTAL_HEALTH",
    "NONCOMMUNICABLE_DISEASES",
    "NUTRITION_SECURITY",
    "REPRODUCTIVE_HEALTH",
    "RESPIRATORY_DISEASES",
    "SENSORY_HEALTH",
    "TROPICAL_DISEASES",
    "VECTOR_DISEASES",
  ]),
  publisherType: list(`${HD}publisher-type/`, "Publisher type"),
  standard: list(`${HD}standard/`, "Standard"),
} as const satisfies Record<string, Vocabulary>;

/** Name of a code list. */
export type VocabularyName = keyof typeof VOCABULARIES;
