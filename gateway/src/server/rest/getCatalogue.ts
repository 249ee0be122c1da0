import { CATALOGUE_CONTEXT } from "@symbolon/protocol";
import { type DatasetRow, datasetStorage } from "../modules/dataset/datasetStorage.ts";
import type { RestCall } from "./restRoute.ts";

const PAGE = 100;

/**
 * GET /catalogue.jsonld: a dcat:Catalog of every listed dataset whose entry is fetched. Written page by page, so its size is not held in
 * memory. Each entry keeps its own context and identifier, and adms:identifier and landing page tell where it is listed.
 */
export async function getCatalogue({ gateway, request, response }: RestCall): Promise<void> {
  const storage = datasetStorage(gateway.database);
  const { chainId, contracts } = gateway.deployment;
  const head = {
    "@context": { ...CATALOGUE_CONTEXT, adms: "http://www.w3.org/ns/adms#" },
    "@id": `urn:symbolon:catalogue:${chainId}:${contracts.datasetRegistry.toLowerCase()}`,
    "@type": "dcat:Catalog",
    "dct:title": { "@value": "Symbolon market catalogue", "@language": "en" },
    "dct:description": {
      "@value": "Health datasets from which synthetic data can be ordered on this market.",
      "@language": "en",
    },
    "dcatap:applicableLegislation": { "@id": "http://data.europa.eu/eli/reg/2025/327/oj" },
  };
  const onChain = (row: DatasetRow) => ({
    "@type": "adms:Identifier",
    "dct:identifier": `eip155:${chainId}/erc721:${contracts.datasetRegistry.toLowerCase()}/${row.id}`,
  });
  let page = await storage.page({}, PAGE, null);
  response.writeHead(200, { "Content-Type": "application/ld+json", "Cache-Control": "no-cache" });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  response.write(`${JSON.stringify(head).slice(0, -1)},"dcat:dataset":[`);
  let separator = "";
  while (page.length > 0 && !response.destroyed) {
    const entries = await gateway.documents.load(
      "catalogue",
      page.map((row) => row.catalogue_digest),
    );
    for (const row of page) {
      const entry = entries.get(row.catalogue_digest) as Record<string, unknown> | undefined;
      if (entry === undefined) continue;
      const listed = { ...entry, "http://www.w3.org/ns/adms#identifier": onChain(row) };
      if (!response.write(`${separator}${JSON.stringify(listed)}`)) await drained(response);
      separator = ",";
    }
    page = page.length < PAGE ? [] : await storage.page({}, PAGE, page.at(-1)!.id);
  }
  response.end("]}");
}

function drained(response: RestCall["response"]): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}
