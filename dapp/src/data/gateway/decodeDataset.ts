import { type CatalogueDocument, DatasetSchema, offersHighFidelity, offersLinkage } from "@symbolon/protocol";
import { decodeRelease } from "./decodeRelease.ts";
import { describeEntry } from "./describeEntry.ts";
import { populationOf } from "./populationOf.ts";
import type { Reader } from "./reader.ts";
import type { Budget, DatasetDetails, DatasetPage, DatasetSummary } from "./types.ts";

/** One dataset as lists show it. Throws E9001; a schema that does not parse counts as not fetched yet. */
export function decodeDatasetSummary(node: Reader): DatasetSummary {
  const schema = DatasetSchema.safeParse(node.json("schema"));
  const entry = describeEntry(node.json("catalogue"));
  return {
    id: node.text("id"),
    provider: node.hex("provider"),
    status: node.text("status"),
    lane: node.text("lane"),
    title: node.text("title"),
    description: node.text("description"),
    records: node.integerOrNull("records"),
    categoryCode: node.integer("categoryCode"),
    purposesMask: node.integer("purposesMask"),
    licence: node.textOrNull("licence"),
    priceWei: node.bigint("priceWei"),
    rowPriceWei: node.bigint("rowPriceWei"),
    renewalBps: node.integer("renewalBps"),
    schemaDigest: node.hex("schemaDigest"),
    schema: schema.success ? schema.data : null,
    offersHighFidelity: offers(node.json("catalogue"), offersHighFidelity),
    offersLinkage: offers(node.json("catalogue"), offersLinkage),
    population: entry === null ? null : populationOf(entry),
    lastRelease:
      node
        .objects("orders")
        .map(decodeRelease)
        .find((release) => release !== null && release.passed !== null) ?? null,
    budget: decodeBudget(node.object("budget")),
  };
}

/** One dataset with ledger, consent basis and orders. Throws E9001. */
export function decodeDatasetDetails(node: Reader): DatasetDetails {
  const consent = node.object("consent");
  return {
    ...decodeDatasetSummary(node),
    version: node.integer("version"),
    catalogueDigest: node.hex("catalogueDigest"),
    entry: describeEntry(node.json("catalogue")),
    ledger: node
      .object("budget")
      .objects("entries")
      .map((entry) => ({
        orderId: entry.text("orderId"),
        kind: entry.text("kind"),
        rhoMicro: entry.bigint("rhoMicro"),
        timestamp: entry.integer("timestamp"),
        tx: entry.hex("tx"),
      })),
    consentRoots: consent.hexes("roots"),
    consentEpoch: consent.bigint("epoch"),
    isConsentSuspended: consent.bool("suspended"),
    orders: node.objects("orders").map((order) => ({
      id: order.text("id"),
      rows: order.integer("rows"),
      rhoMicro: order.bigint("rhoMicro"),
      placedAt: order.integer("placedAt"),
      state: order.object("job").text("state"),
      release: decodeRelease(order),
    })),
    publishedAt: node.integer("publishedAt"),
    publishedTx: node.hex("publishedTx"),
  };
}

/** A page of datasets. Throws E9001. */
export function decodeDatasetPage(connection: Reader): DatasetPage {
  return {
    nodes: connection.objects("nodes").map(decodeDatasetSummary),
    totalCount: connection.integer("totalCount"),
    endCursor: connection.textOrNull("endCursor"),
  };
}

function offers(catalogue: unknown, says: (entry: CatalogueDocument) => boolean): boolean {
  return typeof catalogue === "object" && catalogue !== null && says(catalogue as CatalogueDocument);
}

function decodeBudget(node: Reader): Budget {
  return {
    capMicro: node.bigint("capMicro"),
    reservedMicro: node.bigint("reservedMicro"),
    spentMicro: node.bigint("spentMicro"),
    availableMicro: node.bigint("availableMicro"),
  };
}
