import type { EntryShape } from "./entryShape.ts";
import { DATASET_SHAPE } from "./profile/datasetShape.ts";
import { SHARED_PROPERTIES } from "./profile/sharedProperties.ts";

/**
 * HealthDCAT-AP Release 8 as a table: properties, cardinalities, code lists and obligations by access level, as far as the shapes of Release 8
 * (cd7841f; public, restricted and non-public) and DCAT-AP 3.0.0 state them. Form, writer, reader, checker and our SHACL shapes all follow it.
 * `symbolon:` properties are the market's own and always optional. Not in the table, as it joins two properties: structured data need variables.
 */
export const ENTRY_SHAPES = {
  dataset: DATASET_SHAPE,
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
      SHARED_PROPERTIES.applicableLegislation,
      SHARED_PROPERTIES.title,
      SHARED_PROPERTIES.description,
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
      { ...SHARED_PROPERTIES.title, needed: "MMM" },
      { key: "table", name: "csvw:table", value: "node", node: "table", needed: "MMM" },
    ],
  },
  table: {
    rdfType: "csvw:Table",
    properties: [
      { ...SHARED_PROPERTIES.title, needed: "MMM" },
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
      { ...SHARED_PROPERTIES.description, needed: "MMM" },
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
    properties: [{ ...SHARED_PROPERTIES.description, needed: "RRR" }],
  },
  purpose: {
    rdfType: "dpv:Purpose",
    properties: [{ ...SHARED_PROPERTIES.description, needed: "RRR" }],
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
      SHARED_PROPERTIES.description,
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
