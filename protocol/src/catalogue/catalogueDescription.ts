import { cidOfDigest } from "../content/cid.ts";
import { digestOfDocument } from "../content/digest.ts";
import type { Column, DatasetSchema } from "../messages/datasetSchema.ts";
import { HIGH_FIDELITY, LINKED } from "../messages/orderSpec.ts";
import { PURPOSES } from "../units/purposes.ts";
import { conceptIri } from "./conceptIri.ts";
import type { DatasetDescription, EntryNode, LanguageText } from "./datasetDescription.ts";
import { HEALTH_CATEGORIES } from "./healthCategories.ts";
import { OMOP_VARIABLES } from "./omopVariables.ts";
import { VOCABULARIES } from "./vocabularies.ts";

const EHDS_REGULATION = "http://data.europa.eu/eli/reg/2025/327/oj";
const COUNTRY = "http://publications.europa.eu/resource/authority/country/";
const DUO = "http://purl.obolibrary.org/obo/";

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
  /** Codes of the EHDS list of coding systems, e.g. ICD-10. */
  readonly codingSystems?: readonly string[];
  /** Codes of the EHDS list of standards, e.g. OMOP-CDM. */
  readonly standards?: readonly string[];
  /** Codes of the EU table of countries, e.g. FIN: where the people are from. */
  readonly countries?: readonly string[];
  /** First and last day of the collection, YYYY-MM-DD. */
  readonly period?: { readonly start: string; readonly end: string };
  /** Terms of the Data Use Ontology, see DUO_TERMS; `values` where a term needs them (a disease, a region). */
  readonly dataUse?: readonly { readonly duo: string; readonly values?: readonly string[] }[];
  /** IRIs of the catalogue entries that a derived dataset was made from (Art. 51(3)). */
  readonly derivedFrom?: readonly string[];
  /** Set when the holder is a trusted one (Art. 72). */
  readonly trustedDataHolder?: boolean;
  /** Set when the data were collected with public funding; the quality and utility label is then mandatory (Art. 78(2)). */
  readonly publicFunding?: boolean;
  /** Where the quality and utility label is read. */
  readonly labelUrl?: string;
  /** Set when high-fidelity files, which are not differentially private, are offered beside private ones. */
  readonly offersHighFidelity?: boolean;
  /** Set when its patients may be linked with those of another holder that offers it too. */
  readonly offersLinkage?: boolean;
};

/**
 * What buildCatalogueEntry writes, before it is checked: for a form, which shows what checkDescription finds beside its fields. Throws RangeError for
 * an unknown category, an empty or unknown purposes mask, an identifier that is no URN part or a negative count.
 */
export function catalogueDescription(input: CatalogueEntryInput): DatasetDescription {
  const category = HEALTH_CATEGORIES[input.categoryCode];
  if (category === undefined) throw new RangeError(`unknown health category ${input.categoryCode}`);
  if (!/^[\w.:-]{1,120}$/.test(input.identifier))
    throw new RangeError(`identifier ${input.identifier} is no URN part`);
  const purposes = PURPOSES.filter(({ bit }) => (input.purposesMask & (1 << bit)) !== 0);
  if (purposes.length === 0 || input.purposesMask >>> PURPOSES.length !== 0)
    throw new RangeError(`purposes mask ${input.purposesMask} is empty or has unknown bits`);
  const records = roundToTens(input.records);
  const text: Text = (value) => [{ value, language: (input.language ?? "en").toLowerCase() }];
  const codes = (base: string, given: readonly string[] | undefined) =>
    given?.map((code) => base + code) ?? [];
  const schemaDigest = digestOfDocument(input.schema);
  const holder = agent(input.publisher, text);
  return {
    iri: `urn:symbolon:dataset:${input.identifier}`,
    title: text(input.title),
    description: text(input.description),
    identifier: [input.identifier],
    accessRights: `${VOCABULARIES.accessRight.base}NON_PUBLIC`,
    type: [`${VOCABULARIES.datasetType.base}STATISTICAL`],
    provenance: [{ label: text(input.provenance) }],
    publisher: holder,
    applicableLegislation: [EHDS_REGULATION],
    theme: [`${VOCABULARIES.dataTheme.base}HEAL`],
    // Mandatory at this level: without a keyword the category is one.
    keyword: [...new Set(input.keywords.length === 0 ? [category.label] : input.keywords)].flatMap(text),
    contactPoint: [contactKind(input.publisher)],
    distribution: distributions(input, text),
    custodian: holder,
    healthCategory: [VOCABULARIES.healthCategory.base + category.code],
    healthTheme: codes(VOCABULARIES.healthTheme.base, input.healthThemes),
    codingSystem: codes(VOCABULARIES.codingSystem.base, input.codingSystems),
    conformsTo: codes(VOCABULARIES.standard.base, standards(input)),
    spatial: codes(COUNTRY, input.countries),
    hdab: agent(input.hdab, text),
    hasStructuredData: true,
    variables: [variables(input.schema, text)],
    records,
    ...(input.oneRecordPerPerson === true ? { individuals: records } : {}),
    populationCoverage: text(input.populationCoverage),
    ...(input.typicalAge === undefined
      ? {}
      : { minTypicalAge: input.typicalAge.min, maxTypicalAge: input.typicalAge.max }),
    ...(input.period === undefined ? {} : { temporal: [input.period] }),
    legalBasis: [{ description: text(input.legalBasis) }],
    personalData: ["https://w3id.org/dpv/dpv-pd#MedicalHealth"],
    purpose: purposes.map(({ bit, point, label }) => ({
      types: [PURPOSE_TERMS[bit]],
      description: text(`${label} (Regulation (EU) 2025/327 Art. 53(1), point ${point})`),
    })),
    ...(input.dataUse === undefined ? {} : { policy: [policy(input.dataUse)] }),
    ...(input.derivedFrom === undefined ? {} : { source: input.derivedFrom }),
    ...(input.trustedDataHolder === undefined ? {} : { trustedDataHolder: input.trustedDataHolder }),
    ...(input.publicFunding === undefined ? {} : { publicFunding: input.publicFunding }),
    ...(input.labelUrl === undefined ? {} : { qualityAnnotation: [{ body: input.labelUrl }] }),
    schemaDigest,
    schema: `ipfs://${cidOfDigest(schemaDigest)}`,
  };
}

type Text = (value: string) => readonly LanguageText[];

function agent({ name, contact }: CatalogueAgent, text: Text): EntryNode<"agent"> {
  return {
    name: text(name),
    contactPoint: "email" in contact ? { email: [contact.email] } : { page: [contact.page] },
  };
}

function contactKind({ contact }: CatalogueAgent): EntryNode<"contactKind"> {
  return "email" in contact ? { email: `mailto:${contact.email}` } : { url: contact.page };
}

function distributions(input: CatalogueEntryInput, text: Text): readonly EntryNode<"distribution">[] {
  const onDemand = {
    title: text("Synthetic data on demand"),
    description: text(
      "Records sampled from a differentially private model; made per order, no original record leaves.",
    ),
    accessUrl: [input.accessUrl],
    format: `${VOCABULARIES.fileType.base}CSV`,
    licence: input.licence,
    applicableLegislation: [EHDS_REGULATION],
  };
  const highFidelity = {
    ...onDemand,
    title: text("Synthetic data on demand, high fidelity"),
    description: text(
      "Records that the holder's own node makes of the originals; released after attacks on them failed, but not differentially private.",
    ),
    releaseClass: HIGH_FIDELITY,
  };
  const linked = {
    ...onDemand,
    title: text("Synthetic data on demand, of linked patients"),
    description: text(
      "Records sampled from a differentially private model of the patients whom this holder and another one have, over columns of both.",
    ),
    releaseClass: LINKED,
  };
  const archive = { format: `${VOCABULARIES.fileType.base}ZIP` };
  const patients = {
    ...highFidelity,
    ...archive,
    title: text("Synthetic patients over time on demand"),
    description: text(
      "Whole patients with their OMOP tables, made by the holder's own node; released after attacks on them failed, but not differentially private.",
    ),
  };
  const images = {
    ...highFidelity,
    ...archive,
    title: text("Synthetic images on demand"),
    description: text(
      `Images (${input.schema.images?.shows ?? ""}) made by the holder's own node; each is compared with every original and copies are kept back, but not differentially private.`,
    ),
  };
  const { schema } = input;
  const others = [
    ...(input.offersHighFidelity === true
      ? [
          highFidelity,
          ...(schema.related === undefined ? [] : [patients]),
          ...(schema.images === undefined ? [] : [images]),
        ]
      : []),
    ...(input.offersLinkage === true ? [linked] : []),
  ];
  return others.length === 0 ? [onDemand] : [{ ...onDemand, releaseClass: "private" }, ...others];
}

function policy(dataUse: NonNullable<CatalogueEntryInput["dataUse"]>): EntryNode<"policy"> {
  return {
    dataUse: dataUse.map(({ duo, values }) => ({
      term: DUO + duo.replace(":", "_"),
      ...(values === undefined ? {} : { value: values }),
    })),
  };
}

function variables(schema: DatasetSchema, text: Text): EntryNode<"tableGroup"> {
  return {
    title: text("Variables"),
    table: [
      {
        title: text(schema.name),
        column: schema.columns.map((column) => ({
          name: column.name,
          title: text(column.label),
          datatype: column.kind === "numeric" ? "integer" : "string",
          description: text(describe(column)),
          ...property(column),
        })),
      },
      ...(schema.related?.tables ?? []).map((table) => ({
        title: text(`${table} (OMOP CDM 5.4)`),
        column: OMOP_VARIABLES[table].map(({ name, title, datatype }) => ({
          name,
          title: text(title),
          datatype,
          description: text(`${title}; OMOP CDM 5.4, ${table}.${name}.`),
        })),
      })),
      ...(schema.images === undefined
        ? []
        : [
            {
              title: text(schema.images.shows),
              column: [
                {
                  name: "image",
                  title: text("Image"),
                  datatype: "string",
                  description: text(
                    `${schema.images.modality}, ${schema.images.size} x ${schema.images.size} pixels, ${schema.images.channels === 1 ? "grey" : "coloured"}; a PNG file.`,
                  ),
                },
                {
                  name: "label",
                  title: text("Class"),
                  datatype: "string",
                  description: text(`Class; one of: ${schema.images.classes.join(", ")}.`),
                },
              ],
            },
          ]),
    ],
  };
}

/** The standards that a provider names, and those that the schema itself follows. */
function standards({ standards: named = [], schema }: CatalogueEntryInput): readonly string[] {
  return schema.related === undefined ? named : [...new Set([...named, "OMOP-CDM"])];
}

/** What the column is about, where its vocabulary gives the code an IRI. */
function property({ concept }: Column): { readonly propertyUrl?: string } {
  const iri = concept === undefined ? null : conceptIri(concept);
  return iri === null ? {} : { propertyUrl: iri };
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
