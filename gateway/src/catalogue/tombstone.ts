import { CATALOGUE_CONTEXT, type CatalogueDocument, cidOfDigest, type Hex } from "@symbolon/protocol";
import type { DatasetRow } from "../server/modules/dataset/datasetStorage.ts";

const WITHDRAWN = "http://publications.europa.eu/resource/authority/distribution-status/WITHDRAWN";
/** Members of the entry that a tombstone keeps. */
const KEPT = [
  "dct:title",
  "dct:description",
  "dct:identifier",
  "healthdcatap:healthCategory",
  "dct:publisher",
];

/**
 * What is left of a retired dataset, as one JSON-LD node: an as:Tombstone (W3C Activity Vocabulary) that is the dataset's catalogue record, with
 * its former type, since when it is gone, what it was called and whose it was, and where the last entry is kept. It is no dcat:Dataset any more, so
 * a harvester that looks for those drops it. `entry` is null where it was never fetched.
 */
export function tombstone(baseUrl: string, row: DatasetRow, entry: CatalogueDocument | null) {
  const time = (seconds: number) => ({
    "@value": new Date(seconds * 1000).toISOString(),
    "@type": "xsd:dateTime",
  });
  return {
    "@context": { ...CATALOGUE_CONTEXT, as: "https://www.w3.org/ns/activitystreams#" },
    "@id": `${baseUrl}/catalogue/${row.id}`,
    "@type": ["as:Tombstone", "dcat:CatalogRecord"],
    "as:formerType": { "@id": `${CATALOGUE_CONTEXT.dcat}Dataset` },
    "as:deleted": time(row.updated_at),
    "adms:status": { "@id": WITHDRAWN },
    "dct:issued": time(row.published_at),
    "dct:modified": time(row.updated_at),
    "rdfs:seeAlso": { "@id": `ipfs://${cidOfDigest(row.catalogue_digest as Hex)}` },
    ...(entry === null
      ? {}
      : {
          "foaf:primaryTopic": { "@id": entry["@id"] },
          ...Object.fromEntries(KEPT.filter((key) => key in entry).map((key) => [key, entry[key]])),
        }),
  };
}
