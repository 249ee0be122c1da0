import { buildCatalogueEntry, type DatasetSchema, HEALTH_CATEGORIES } from "@symbolon/protocol";

/** Schema of every made-up dataset. */
export const benchSchema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "bench",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] },
    { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2", "3"] },
    { name: "event", label: "Event", kind: "categorical", levels: ["no", "yes"] },
  ],
  pairs: [["age", "grade"]],
};

const ORGANS = [
  "breast",
  "lung",
  "colon",
  "prostate",
  "skin",
  "liver",
  "kidney",
  "bladder",
  "thyroid",
  "ovary",
];
const KINDS = ["cohort", "registry", "trial", "screening programme", "biobank"];
const COUNTRIES = ["FIN", "SWE", "DEU", "FRA", "ITA", "ESP", "NLD"];

/** Words that are in some entries' texts. */
export const SEARCH_WORDS: readonly string[] = [
  ...ORGANS,
  "cohort",
  "registry",
  "trial",
  "screening",
  "biobank",
];

/** The catalogue entry of made-up dataset `n`, unlike that of any other. */
export function catalogueDocument(n: number) {
  const organ = ORGANS[n % ORGANS.length]!;
  const kind = KINDS[n % KINDS.length]!;
  const country = COUNTRIES[n % COUNTRIES.length]!;
  return buildCatalogueEntry({
    identifier: `bench:${n}`,
    title: `${organ} cancer ${kind} ${n}`,
    description: `Records of patients with ${organ} cancer in a ${kind} of ${country}, collection ${n}.`,
    keywords: [organ, kind, "survival"],
    publisher: { name: `Hospital ${n % 50}`, contact: { email: `data@h${n % 50}.example.org` } },
    hdab: { name: "Access body", contact: { page: "https://hdab.example.org/contact" } },
    categoryCode: n % HEALTH_CATEGORIES.length,
    healthThemes: ["CANCER_DISEASE"],
    purposesMask: 0b0101_0000,
    records: 500 + n * 7,
    populationCoverage: "Adults of one region",
    legalBasis: "Consent",
    provenance: "Clinical database",
    typicalAge: { min: 18 + (n % 20), max: 60 + (n % 30) },
    schema: benchSchema,
    licence: "https://creativecommons.org/licenses/by/4.0/",
    accessUrl: "https://market.example.org/",
    countries: [country],
  });
}
