import { odrlOffer, SymbolonError } from "@symbolon/protocol";
import { dataUseOf } from "../../catalogue/dataUseOf.ts";
import { chooseRepresentation } from "./chooseRepresentation.ts";
import { loadEntry } from "./loadEntry.ts";
import { publicUrl } from "./publicUrl.ts";
import type { RestCall } from "./restRoute.ts";
import { sendRdf } from "./sendRdf.ts";

/**
 * GET /catalogue/ID/offer, or with .jsonld, .ttl or .html: the ODRL offer of a dataset. Price, purposes, lane and owner are the chain's, the Data Use
 * Ontology terms the entry's. E2006 for a dataset that is not listed; E2007, E5001 and E9020 as for the entry.
 */
export async function getCatalogueOffer(call: RestCall): Promise<void> {
  const { gateway, request, params } = call;
  const [datasetId = "", suffix] = params;
  const type = chooseRepresentation(request, suffix);
  const { dataset, entry } = await loadEntry(gateway, datasetId);
  if (dataset.status !== "LISTED") throw new SymbolonError("E2006", { datasetId });
  if (entry === null) throw new SymbolonError("E5001", { cid: dataset.catalogue_digest });
  const url = `${publicUrl(gateway, request)}/catalogue/${datasetId}/offer`;
  const node = odrlOffer({
    iri: url,
    target: entry["@id"],
    owner: dataset.owner,
    chainId: gateway.deployment.chainId,
    lane: dataset.lane === "EHDS" ? "EHDS" : "COMMERCIAL",
    purposesMask: dataset.purposes_mask,
    dataUse: dataUseOf(entry),
    priceWei: BigInt(dataset.price_wei),
  });
  sendRdf(call, { status: 200, type, url, title: `Offer of dataset ${datasetId}`, node });
}
