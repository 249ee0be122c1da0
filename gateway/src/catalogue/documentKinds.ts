import { CatalogueDocument, Certificate, DatasetSchema, Manifest, OrderSpec } from "@symbolon/protocol";

/** Documents that the index names by digest, and the schema each must meet to be shown. */
export const DOCUMENT_KINDS = {
  catalogue: CatalogueDocument,
  schema: DatasetSchema,
  spec: OrderSpec,
  manifest: Manifest,
  certificate: Certificate,
} as const;

/** Use of a document; part of its key in the cache. */
export type DocumentKind = keyof typeof DOCUMENT_KINDS;
