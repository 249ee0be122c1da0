import { type CataloguePage, FACETS, type Facet, type FacetCount } from "./catalogueTypes.ts";
import { decodeDatasetPage } from "./decodeDataset.ts";
import type { Reader } from "./reader.ts";

/** A page of the catalogue's search with the counts of all facets. Throws E9001. */
export function decodeCatalogue(connection: Reader): CataloguePage {
  const facets = connection.object("facets");
  const counts = {} as { [F in Facet]: FacetCount[] };
  for (const facet of FACETS) counts[facet] = facets.objects(facet).map(decodeCount);
  return { ...decodeDatasetPage(connection), facets: counts };
}

function decodeCount(node: Reader): FacetCount {
  return { value: node.text("value"), count: node.integer("count") };
}
