import type { VocabularyName } from "./vocabularies.ts";

/** Who may see the records; selects the obligations. */
export const ACCESS_LEVELS = ["PUBLIC", "RESTRICTED", "NON_PUBLIC"] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** What a value is. `text` has a language, `string` has none, `date` is a year, day or time, `node` is described by the shape `node`. */
export type ValueKind = "text" | "string" | "iri" | "count" | "flag" | "date" | "duration" | "node";

/** One property of a node; see ENTRY_SHAPES. */
export type PropertyShape = {
  /** Member of the typed entry. */
  readonly key: string;
  /** Prefixed name, prefixes of CATALOGUE_CONTEXT. */
  readonly name: string;
  readonly value: ValueKind;
  /** Name of the shape of a `node`. */
  readonly node?: string;
  /** One letter for PUBLIC, RESTRICTED and NON_PUBLIC: mandatory, recommended or optional. */
  readonly needed: string;
  /** Set where one value is all there may be. */
  readonly max?: 1;
  /** Code list of an `iri`. */
  readonly vocabulary?: VocabularyName;
  /** IRI that must be among the values. */
  readonly includes?: string;
  /** Beginning of every `iri`, one of these. */
  readonly prefixes?: readonly string[];
  /** RDF class that DCAT-AP 3.0 expects of the `iri`; told in the entry so that it can be validated without loading vocabularies. */
  readonly rdfClass?: string;
};

/** One kind of node: its class, its properties, and members of which at least one must be there. */
export type EntryShape = {
  readonly rdfType: string;
  readonly properties: readonly PropertyShape[];
  readonly oneOf?: readonly string[];
};

const LEGISLATION = {
  key: "applicableLegislation",
  name: "dcatap:applicableLegislation",
  value: "iri",
  needed: "MMM",
  rdfClass: "eli:LegalResource",
  includes: "http://data.europa.eu/eli/reg/2025/327/oj",
} as const;
const TITLE = { key: "title", name: "dct:title", value: "text", needed: "OOO" } as const;
const DESCRIPTION = { key: "description", name: "dct:description", value: "text", needed: "OOO" } as const;

/**
 * HealthDCAT-AP Release 8 as a table: properties, cardinalities, code lists and obligations by access level, as far as the shapes of Release 8
 * (cd7841f; public, restricted and non-public) and DCAT-AP 3.0.0 state them. Form, writer, reader, checker and our SHACL shapes all follow it.
 * `symbolon:` properties are the market's own and always optional. Not in the table, as it joins two properties: structured data need variables.
 */
export const ENTRY_SHAPES = {
  dataset: {
    rdfType: "dcat:Dataset",
    properties: [
      { ...TITLE, needed: "MMM" },
      { ...DESCRIPTION, needed: "MMM" },
      { key: "alternative", name: "dct:alternative", value: "text", needed: "OOO" },
      { key: "identifier", name: "dct:identifier", value: "string", needed: "MMM" },
      {
        key: "accessRights",
        name: "dct:accessRights",
        value: "iri",
        needed: "MMM",
        max: 1,
        vocabulary: "accessRight",
        rdfClass: "dct:RightsStatement",
      },
      LEGISLATION,
      {
        key: "theme",
        name: "dcat:theme",
        value: "iri",
        needed: "MMM",
        vocabulary: "dataTheme",
        includes: "http://publications.europa.eu/resource/authority/data-theme/HEAL",
      },
      {
        key: "healthCategory",
        name: "healthdcatap:healthCategory",
        value: "iri",
        needed: "MMM",
        vocabulary: "healthCategory",
      },
      { key: "hdab", name: "healthdcatap:hdab", value: "node", node: "agent", needed: "MMM", max: 1 },
      {
        key: "hasStructuredData",
        name: "healthdcatap:hasStructuredData",
        value: "flag",
        needed: "MMM",
        max: 1,
      },
      {
        key: "variables",
        name: "healthdcatap:hasVariables",
        value: "node",
        node: "tableGroup",
        needed: "OOO",
      },
      { key: "distribution", name: "dcat:distribution", value: "node", node: "distribution", needed: "MMM" },
      { key: "contactPoint", name: "dcat:contactPoint", value: "node", node: "contactKind", needed: "RRM" },
      { key: "keyword", name: "dcat:keyword", value: "text", needed: "RRM" },
      { key: "type", name: "dct:type", value: "iri", needed: "OOM", vocabulary: "datasetType" },
      { key: "provenance", name: "dct:provenance", value: "node", node: "provenance", needed: "OOM" },
      { key: "publisher", name: "dct:publisher", value: "node", node: "agent", needed: "OOO", max: 1 },
      { key: "custodian", name: "geodcatap:custodian", value: "node", node: "agent", needed: "RRR", max: 1 },
      {
        key: "hdabCoordinator",
        name: "healthdcatap:hdabCoordinator",
        value: "node",
        node: "agent",
        needed: "OOO",
        max: 1,
      },
      {
        key: "healthTheme",
        name: "healthdcatap:healthTheme",
        value: "iri",
        needed: "RRR",
        vocabulary: "healthTheme",
      },
      {
        key: "codingSystem",
        name: "healthdcatap:hasCodingSystem",
        value: "iri",
        needed: "RRR",
        vocabulary: "codingSystem",
        rdfClass: "dct:Standard",
      },
      { key: "codeValues", name: "healthdcatap:hasCodeValues", value: "string", needed: "RRR" },
      {
        key: "conformsTo",
        name: "dct:conformsTo",
        value: "iri",
        needed: "OOR",
        vocabulary: "standard",
        rdfClass: "dct:Standard",
      },
      { key: "records", name: "healthdcatap:numberOfRecords", value: "count", needed: "RRR", max: 1 },
      {
        key: "individuals",
        name: "healthdcatap:numberOfUniqueIndividuals",
        value: "count",
        needed: "RRR",
        max: 1,
      },
      { key: "minTypicalAge", name: "healthdcatap:minTypicalAge", value: "count", needed: "RRR", max: 1 },
      { key: "maxTypicalAge", name: "healthdcatap:maxTypicalAge", value: "count", needed: "RRR", max: 1 },
      {
        key: "populationCoverage",
        name: "healthdcatap:populationCoverage",
        value: "text",
        needed: "RRR",
      },
      {
        key: "retentionPeriod",
        name: "healthdcatap:retentionPeriod",
        value: "node",
        node: "period",
        needed: "RRR",
        max: 1,
      },
      { key: "temporal", name: "dct:temporal", value: "node", node: "period", needed: "OOR" },
      {
        key: "spatial",
        name: "dct:spatial",
        value: "iri",
        needed: "OOO",
        rdfClass: "dct:Location",
        prefixes: [
          "http://publications.europa.eu/resource/authority/country/",
          "http://publications.europa.eu/resource/authority/place/",
          "http://publications.europa.eu/resource/authority/continent/",
          "http://sws.geonames.org/",
          "https://sws.geonames.org/",
        ],
      },
      {
        key: "language",
        name: "dct:language",
        value: "iri",
        needed: "OOR",
        vocabulary: "language",
        rdfClass: "dct:LinguisticSystem",
      },
      {
        key: "personalData",
        name: "dpv:hasPersonalData",
        value: "iri",
        needed: "RRR",
        prefixes: ["https://w3id.org/dpv/dpv-pd#"],
      },
      { key: "legalBasis", name: "dpv:hasLegalBasis", value: "node", node: "legalBasis", needed: "RRR" },
      { key: "purpose", name: "dpv:hasPurpose", value: "node", node: "purpose", needed: "RRR" },
      { key: "wasGeneratedBy", name: "prov:wasGeneratedBy", value: "node", node: "activity", needed: "OOO" },
      {
        key: "qualityAnnotation",
        name: "dqv:hasQualityAnnotation",
        value: "node",
        node: "qualityCertificate",
        needed: "RRR",
      },
      {
        key: "analytics",
        name: "healthdcatap:analytics",
        value: "node",
        node: "distribution",
        needed: "RRR",
      },
      { key: "sample", name: "adms:sample", value: "node", node: "distribution", needed: "RRR" },
      {
        key: "accrualPeriodicity",
        name: "dct:accrualPeriodicity",
        value: "iri",
        needed: "OOR",
        max: 1,
        vocabulary: "frequency",
        rdfClass: "dct:Frequency",
      },
      { key: "page", name: "foaf:page", value: "iri", needed: "OOR", rdfClass: "foaf:Document" },
      {
        key: "landingPage",
        name: "dcat:landingPage",
        value: "iri",
        needed: "OOR",
        rdfClass: "foaf:Document",
      },
      { key: "source", name: "dct:source", value: "iri", needed: "OOR" },
      { key: "relation", name: "dct:relation", value: "iri", needed: "OOR", rdfClass: "rdfs:Resource" },
      {
        key: "isReferencedBy",
        name: "dct:isReferencedBy",
        value: "iri",
        needed: "OOR",
        rdfClass: "rdfs:Resource",
      },
      { key: "derivedFrom", name: "prov:wasDerivedFrom", value: "iri", needed: "OOO" },
      {
        key: "temporalResolution",
        name: "dcat:temporalResolution",
        value: "duration",
        needed: "OOR",
        max: 1,
      },
      { key: "issued", name: "dct:issued", value: "date", needed: "OOO", max: 1 },
      { key: "modified", name: "dct:modified", value: "date", needed: "OOO", max: 1 },
      {
        key: "otherIdentifier",
        name: "adms:identifier",
        value: "node",
        node: "otherIdentifier",
        needed: "OOO",
      },
      {
        key: "trustedDataHolder",
        name: "healthdcatap:trustedDataHolder",
        value: "flag",
        needed: "OOO",
        max: 1,
      },
      { key: "policy", name: "odrl:hasPolicy", value: "node", node: "policy", needed: "OOO" },
      { key: "publicFunding", name: "symbolon:publicFunding", value: "flag", needed: "OOO", max: 1 },
      { key: "schemaDigest", name: "symbolon:schemaDigest", value: "string", needed: "OOO", max: 1 },
      { key: "schema", name: "symbolon:schema", value: "iri", needed: "OOO", max: 1 },
    ],
  },
  agent: {
    rdfType: "foaf:Agent",
    properties: [
      { key: "name", name: "foaf:name", value: "text", needed: "MMM" },
      {
        key: "contactPoint",
        name: "cv:contactPoint",
        value: "node",
        node: "agentContact",
        needed: "MMM",
        max: 1,
      },
      { key: "type", name: "dct:type", value: "iri", needed: "OOO", max: 1, vocabulary: "publisherType" },
      { key: "note", name: "dct:description", value: "text", needed: "OOO", max: 1 },
    ],
  },
  agentContact: {
    rdfType: "cv:ContactPoint",
    oneOf: ["email", "page"],
    properties: [
      { key: "email", name: "cv:email", value: "string", needed: "OOO" },
      { key: "page", name: "cv:contactPage", value: "iri", needed: "OOO" },
      { key: "telephone", name: "cv:telephone", value: "string", needed: "OOO" },
    ],
  },
  contactKind: {
    rdfType: "vcard:Kind",
    oneOf: ["email", "url"],
    properties: [
      { key: "name", name: "vcard:fn", value: "string", needed: "OOO" },
      { key: "email", name: "vcard:hasEmail", value: "iri", needed: "OOO", max: 1, prefixes: ["mailto:"] },
      { key: "url", name: "vcard:hasURL", value: "iri", needed: "OOO", max: 1 },
    ],
  },
  distribution: {
    rdfType: "dcat:Distribution",
    properties: [
      { key: "accessUrl", name: "dcat:accessURL", value: "iri", needed: "MMM", rdfClass: "rdfs:Resource" },
      {
        key: "downloadUrl",
        name: "dcat:downloadURL",
        value: "iri",
        needed: "OOO",
        rdfClass: "rdfs:Resource",
      },
      LEGISLATION,
      TITLE,
      DESCRIPTION,
      {
        key: "format",
        name: "dct:format",
        value: "iri",
        needed: "OOO",
        max: 1,
        vocabulary: "fileType",
        rdfClass: "dct:MediaTypeOrExtent",
      },
      {
        key: "mediaType",
        name: "dcat:mediaType",
        value: "iri",
        needed: "OOO",
        max: 1,
        rdfClass: "dct:MediaType",
        prefixes: [
          "http://www.iana.org/assignments/media-types/",
          "https://www.iana.org/assignments/media-types/",
        ],
      },
      {
        key: "licence",
        name: "dct:license",
        value: "iri",
        needed: "OOO",
        max: 1,
        rdfClass: "dct:LicenseDocument",
      },
      { key: "byteSize", name: "dcat:byteSize", value: "count", needed: "OOO", max: 1 },
      {
        key: "availability",
        name: "dcatap:availability",
        value: "iri",
        needed: "OOO",
        max: 1,
        vocabulary: "plannedAvailability",
      },
      {
        key: "status",
        name: "adms:status",
        value: "iri",
        needed: "OOO",
        max: 1,
        vocabulary: "distributionStatus",
      },
      { key: "issued", name: "dct:issued", value: "date", needed: "OOO", max: 1 },
      { key: "modified", name: "dct:modified", value: "date", needed: "OOO", max: 1 },
      { key: "releaseClass", name: "symbolon:releaseClass", value: "string", needed: "OOO", max: 1 },
    ],
  },
  tableGroup: {
    rdfType: "csvw:TableGroup",
    properties: [
      { ...TITLE, needed: "MMM" },
      { key: "table", name: "csvw:table", value: "node", node: "table", needed: "MMM" },
    ],
  },
  table: {
    rdfType: "csvw:Table",
    properties: [
      { ...TITLE, needed: "MMM" },
      { key: "url", name: "csvw:url", value: "iri", needed: "OOO", max: 1 },
      { key: "keyword", name: "dcat:keyword", value: "text", needed: "OOO" },
      { key: "column", name: "csvw:column", value: "node", node: "column", needed: "MMM" },
    ],
  },
  column: {
    rdfType: "csvw:Column",
    properties: [
      { key: "name", name: "csvw:name", value: "string", needed: "MMM", max: 1 },
      { key: "title", name: "csvw:title", value: "text", needed: "MMM" },
      { key: "datatype", name: "csvw:datatype", value: "string", needed: "MMM", max: 1 },
      { ...DESCRIPTION, needed: "MMM" },
      { key: "propertyUrl", name: "csvw:propertyUrl", value: "iri", needed: "OOO", max: 1 },
    ],
  },
  period: {
    rdfType: "dct:PeriodOfTime",
    oneOf: ["start", "end"],
    properties: [
      { key: "start", name: "dcat:startDate", value: "date", needed: "OOO", max: 1 },
      { key: "end", name: "dcat:endDate", value: "date", needed: "OOO", max: 1 },
    ],
  },
  provenance: {
    rdfType: "dct:ProvenanceStatement",
    properties: [{ key: "label", name: "rdfs:label", value: "text", needed: "MMM" }],
  },
  legalBasis: {
    rdfType: "dpv:LegalBasis",
    properties: [{ ...DESCRIPTION, needed: "RRR" }],
  },
  purpose: {
    rdfType: "dpv:Purpose",
    properties: [{ ...DESCRIPTION, needed: "RRR" }],
  },
  activity: {
    rdfType: "prov:Activity",
    properties: [
      { key: "type", name: "dct:type", value: "iri", needed: "OOO", vocabulary: "healthActivity" },
      { key: "label", name: "rdfs:label", value: "text", needed: "OOO" },
    ],
  },
  qualityCertificate: {
    rdfType: "dqv:QualityCertificate",
    properties: [
      { key: "body", name: "oa:hasBody", value: "iri", needed: "OOO", max: 1 },
      { key: "target", name: "oa:hasTarget", value: "iri", needed: "OOO", max: 1 },
      DESCRIPTION,
    ],
  },
  otherIdentifier: {
    rdfType: "adms:Identifier",
    properties: [{ key: "notation", name: "skos:notation", value: "string", needed: "MMM", max: 1 }],
  },
  policy: {
    rdfType: "odrl:Offer",
    properties: [{ key: "dataUse", name: "symbolon:dataUse", value: "node", node: "dataUse", needed: "OOO" }],
  },
  dataUse: {
    rdfType: "symbolon:DataUse",
    properties: [
      {
        key: "term",
        name: "symbolon:duo",
        value: "iri",
        needed: "MMM",
        max: 1,
        prefixes: ["http://purl.obolibrary.org/obo/DUO_"],
      },
      { key: "value", name: "symbolon:value", value: "string", needed: "OOO" },
    ],
  },
} as const satisfies Record<string, EntryShape>;

/** Name of a kind of node. */
export type ShapeName = keyof typeof ENTRY_SHAPES;
