import {
  CATALOGUE_CONTEXT,
  type CatalogueDocument,
  type Deployment,
  type HolderDeclaration,
} from "@symbolon/protocol";
import type { DatasetRow } from "../server/modules/dataset/datasetStorage.ts";

/** A listed dataset with its fetched entry, and what its holder declares of it in the EHDS lane; null where that is nothing. */
export type ListedEntry = {
  readonly row: DatasetRow;
  readonly entry: CatalogueDocument;
  readonly declaration: HolderDeclaration | null;
};

/** What a page of the catalogue is made of. `baseUrl` has no slash at its end; `next` is the cursor of the page after, null on the last. */
export type CataloguePage = {
  readonly baseUrl: string;
  readonly deployment: Deployment;
  readonly totalItems: number;
  readonly view: { readonly url: string; readonly first: string; readonly next: string | null };
  readonly listed: readonly ListedEntry[];
};

/**
 * Head of a page as one JSON-LD node, without the datasets' own descriptions: a dcat:Catalog with a dcat:CatalogRecord for each dataset (DCAT 3, section
 * 6.5), paged as a hydra:PartialCollectionView (Hydra Core Vocabulary, "Collections"). Records carry the times of the chain and the number of the
 * dataset there, so that a harvester takes only what has changed. What a holder declares after it has pinned the entry is said of the dataset beside it: its
 * page of duties as foaf:page, the sources of derived data as dct:source (Art. 51(3)).
 */
export function cataloguePageHead({ baseUrl, deployment, totalItems, view, listed }: CataloguePage) {
  const { chainId, contracts } = deployment;
  const english = (value: string) => ({ "@value": value, "@language": "en" });
  return {
    "@context": { ...CATALOGUE_CONTEXT, hydra: "http://www.w3.org/ns/hydra/core#" },
    "@id": `${baseUrl}/catalogue`,
    "@type": ["dcat:Catalog", "hydra:Collection"],
    "dct:title": english("Symbolon market catalogue"),
    "dct:description": english("Health datasets from which synthetic data can be ordered on this market."),
    "dct:identifier": `eip155:${chainId}/erc721:${contracts.datasetRegistry.toLowerCase()}`,
    "dct:publisher": {
      "@id": `${baseUrl}/catalogue#publisher`,
      "@type": "foaf:Agent",
      "foaf:name": english(`Symbolon market on chain ${chainId}`),
    },
    "dcatap:applicableLegislation": {
      "@id": "http://data.europa.eu/eli/reg/2025/327/oj",
      "@type": "eli:LegalResource",
    },
    "hydra:totalItems": totalItems,
    "hydra:view": {
      "@id": view.url,
      "@type": "hydra:PartialCollectionView",
      "hydra:first": { "@id": view.first },
      ...(view.next === null ? {} : { "hydra:next": { "@id": view.next } }),
    },
    "dcat:record": listed.map(({ row, entry, declaration }) => ({
      "@id": `${baseUrl}/catalogue/${row.id}`,
      "@type": "dcat:CatalogRecord",
      "dct:identifier": `eip155:${chainId}/erc721:${contracts.datasetRegistry.toLowerCase()}/${row.id}`,
      "dct:issued": dateTime(row.published_at),
      "dct:modified": dateTime(row.updated_at),
      "foaf:primaryTopic": { "@id": entry["@id"], ...duties(baseUrl, declaration) },
    })),
  };
}

function duties(baseUrl: string, declaration: HolderDeclaration | null) {
  if (declaration === null) return {};
  const sources = declaration.derivedFrom.map(({ dataset }) => ({ "@id": dataset }));
  return {
    "foaf:page": { "@id": `${baseUrl}/ehds/datasets/${declaration.datasetId}`, "@type": "foaf:Document" },
    ...(sources.length === 0 ? {} : { "dct:source": sources }),
  };
}

function dateTime(seconds: number) {
  return { "@value": new Date(seconds * 1000).toISOString(), "@type": "xsd:dateTime" };
}
