import { cidOfDigest } from "../content/cid.ts";
import { digestOfDocument } from "../content/digest.ts";
import type { Column, DatasetSchema } from "../messages/datasetSchema.ts";
import { HIGH_FIDELITY } from "../messages/orderSpec.ts";
import { PURPOSES } from "../units/purposes.ts";
import { CATALOGUE_CONTEXT } from "./catalogueContext.ts";
import type { CatalogueDocument } from "./catalogueDocument.ts";
import { HEALTH_CATEGORIES } from "./healthCategories.ts";

const EU = "http://publications.europa.eu/resource/authority/";
const HD = "https://hdeu-dcat.data.health.europa.eu/resource/authority/";
const EHDS_REGULATION = { "@id": "http://data.europa.eu/eli/reg/2025/327/oj" };

/** DPV terms of the EHDS purposes (w3c/dpv, legal/eu/ehds), by bit of the purposes mask. */
const PURPOSE_TERMS = [
  "eu-ehds:PublicInterestRelatedToHealth",
  "eu-ehds:SupportAuthoritiesRegulatoryActivities",
  "eu-ehds:ProvideHealthcareOfficialStatistics",
  "eu-ehds:ImproveHealthcareEducation",
  "eu-ehds:HealthcareScientificResearch",
  "eu-ehds:DevelopPublicHealthProductsAndServices",
  "eu-ehds:TrainTestAndEvaluateHealthAlgorithms",
  "eu-ehds:PersonalisedHealthcare",
] as const;

/** Somebody with a name and one way to be reached: an email address or a page, not both. */
export type CatalogueAgent = {
  readonly name: string;
  readonly contact: { email: string } | { page: string };
};

/** What a provider says about a dataset before it is listed. Texts are in `language` (BCP 47, default "en"). */
export type CatalogueEntryInput = {
  /** Unique at the provider, and stable: letters, digits, `.`, `_`, `:` and `-`. */
  readonly identifier: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly language?: string;
  /** Who holds and publishes the data. */
  readonly publisher: CatalogueAgent;
  /** Health data access body in charge of the holder. */
  readonly hdab: CatalogueAgent;
  /** Position in HEALTH_CATEGORIES, as on chain. */
  readonly categoryCode: number;
  /** Last parts of HealthDCAT-AP health-theme IRIs, e.g. CANCER_DISEASE. */
  readonly healthThemes?: readonly string[];
  /** Allowed purposes, as on chain. */
  readonly purposesMask: number;
  /** Exact count; published rounded to tens. */
  readonly records: number;
  /** Set when a record is a patient, so that the same rounded number counts individuals. */
  readonly oneRecordPerPerson?: boolean;
  readonly populationCoverage: string;
  readonly legalBasis: string;
  /** Where the records come from and what was done to them. */
  readonly provenance: string;
  /** Years. */
  readonly typicalAge?: { readonly min: number; readonly max: number };
  readonly schema: DatasetSchema;
  /** IRI of the licence of the synthetic output. */
  readonly licence: string;
  /** Page of the market where the synthetic data are ordered. */
  readonly accessUrl: string;
  /** Set when high-fidelity files, which are not differentially private, are offered beside private ones. */
  readonly offersHighFidelity?: boolean;
};

/**
 * HealthDCAT-AP Release 8 description (access level NON_PUBLIC: 14 mandatory properties and the variables) as one JSON-LD node. The records
 * themselves are never offered: distributions are synthetic data made on demand, one per release class on offer (`symbolon:releaseClass`; an
 * entry without the word offers private files only). Pure and deterministic: equal input, equal digest.
 * Throws RangeError for an unknown category, an empty or unknown purposes mask, an identifier that is no URN part or a negative count.
 */
export function buildCatalogueEntry(input: CatalogueEntryInput): CatalogueDocument {
  const category = HEALTH_CATEGORIES[input.categoryCode];
  if (category === undefined) throw new RangeError(`unknown health category ${input.categoryCode}`);
  if (!/^[\w.:-]{1,120}$/.test(input.identifier))
    throw new RangeError(`identifier ${input.identifier} is no URN part`);
  const purposes = PURPOSES.filter(({ bit }) => (input.purposesMask & (1 << bit)) !== 0);
  if (purposes.length === 0 || input.purposesMask >>> PURPOSES.length !== 0)
    throw new RangeError(`purposes mask ${input.purposesMask} is empty or has unknown bits`);
  const records = nonNegativeInteger(roundToTens(input.records));
  const language = input.language ?? "en";
  const text = (value: string) => ({ "@value": value, "@language": language });
  const schemaDigest = digestOfDocument(input.schema);
  const holder = agent(input.publisher, text);
  const onDemand = {
    "@type": "dcat:Distribution",
    "dct:title": text("Synthetic data on demand"),
    "dct:description": text(
      "Records sampled from a differentially private model; made per order, no original record leaves.",
    ),
    "dcat:accessURL": { "@id": input.accessUrl },
    "dct:format": { "@id": `${EU}file-type/CSV` },
    "dct:license": { "@id": input.licence },
    "dcatap:applicableLegislation": EHDS_REGULATION,
  };
  return {
    "@context": CATALOGUE_CONTEXT,
    "@id": `urn:symbolon:dataset:${input.identifier}`,
    "@type": "dcat:Dataset",
    "dct:title": text(input.title),
    "dct:description": text(input.description),
    "dct:identifier": input.identifier,
    "dct:accessRights": { "@id": `${EU}access-right/NON_PUBLIC` },
    "dct:type": { "@id": `${EU}dataset-type/STATISTICAL` },
    "dct:provenance": { "@type": "dct:ProvenanceStatement", "rdfs:label": text(input.provenance) },
    "dct:publisher": holder,
    "dcatap:applicableLegislation": EHDS_REGULATION,
    "dcat:theme": { "@id": `${EU}data-theme/HEAL` },
    // JSON-LD has no empty list here, and readers refuse one.
    ...(input.keywords.length === 0 ? {} : { "dcat:keyword": input.keywords.map(text) }),
    "dcat:contactPoint": contactKind(input.publisher),
    "dcat:distribution":
      input.offersHighFidelity === true
        ? [
            { ...onDemand, "symbolon:releaseClass": "private" },
            {
              ...onDemand,
              "dct:title": text("Synthetic data on demand, high fidelity"),
              "dct:description": text(
                "Records that the holder's own node makes of the originals; released after attacks on them failed, but not differentially private.",
              ),
              "symbolon:releaseClass": HIGH_FIDELITY,
            },
          ]
        : onDemand,
    "geodcatap:custodian": holder,
    "healthdcatap:healthCategory": { "@id": `${HD}healthcategories/${category.code}` },
    ...(input.healthThemes === undefined || input.healthThemes.length === 0
      ? {}
      : {
          "healthdcatap:healthTheme": input.healthThemes.map((theme) => ({
            "@id": `${HD}health-theme/${theme}`,
          })),
        }),
    "healthdcatap:hdab": agent(input.hdab, text),
    "healthdcatap:hasStructuredData": true,
    "healthdcatap:hasVariables": variables(input.schema, text),
    "healthdcatap:numberOfRecords": records,
    ...(input.oneRecordPerPerson === true ? { "healthdcatap:numberOfUniqueIndividuals": records } : {}),
    "healthdcatap:populationCoverage": text(input.populationCoverage),
    ...(input.typicalAge === undefined
      ? {}
      : {
          "healthdcatap:minTypicalAge": nonNegativeInteger(input.typicalAge.min),
          "healthdcatap:maxTypicalAge": nonNegativeInteger(input.typicalAge.max),
        }),
    "dpv:hasLegalBasis": { "@type": "dpv:LegalBasis", "dct:description": text(input.legalBasis) },
    "dpv:hasPersonalData": { "@id": "https://w3id.org/dpv/dpv-pd#MedicalHealth" },
    "dpv:hasPurpose": purposes.map(({ bit, point, label }) => ({
      "@type": ["dpv:Purpose", PURPOSE_TERMS[bit]],
      "dct:description": text(`${label} (Regulation (EU) 2025/327 Art. 53(1), point ${point})`),
    })),
    "symbolon:schemaDigest": schemaDigest,
    "symbolon:schema": { "@id": `ipfs://${cidOfDigest(schemaDigest)}` },
  };
}

type Text = (value: string) => { "@value": string; "@language": string };

function agent({ name, contact }: CatalogueAgent, text: Text) {
  return {
    "@type": "foaf:Agent",
    "foaf:name": text(name),
    "cv:contactPoint": {
      "@type": "cv:ContactPoint",
      ...("email" in contact ? { "cv:email": contact.email } : { "cv:contactPage": { "@id": contact.page } }),
    },
  };
}

function contactKind({ contact }: CatalogueAgent) {
  return {
    "@type": "vcard:Kind",
    ...("email" in contact
      ? { "vcard:hasEmail": { "@id": `mailto:${contact.email}` } }
      : { "vcard:hasURL": { "@id": contact.page } }),
  };
}

function variables(schema: DatasetSchema, text: Text) {
  return {
    "@type": "csvw:TableGroup",
    "dct:title": text("Variables"),
    "csvw:table": {
      "@type": "csvw:Table",
      "dct:title": text(schema.name),
      "csvw:column": schema.columns.map((column) => ({
        "@type": "csvw:Column",
        "csvw:name": column.name,
        "csvw:title": text(column.label),
        "csvw:datatype": column.kind === "numeric" ? "integer" : "string",
        "dct:description": text(describe(column)),
      })),
    },
  };
}

function describe(column: Column): string {
  if (column.kind === "categorical") return `${column.label}; one of: ${column.levels.join(", ")}.`;
  const unit = column.unit === "" ? "" : ` in ${column.unit}`;
  return `${column.label}${unit}; from ${column.edges[0]} to ${column.edges.at(-1)! - 1}, in ${column.edges.length - 1} bins.`;
}

/** A count of patients is not published exactly; below 5 it reads 0. */
function roundToTens(count: number): number {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is no count of records`);
  return Math.round(count / 10) * 10;
}

function nonNegativeInteger(value: number) {
  return { "@value": String(value), "@type": "xsd:nonNegativeInteger" };
}
