import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { DatasetPublished, DatasetVersionPublished } from "../../generated/DatasetRegistry/DatasetRegistry";
import { Dataset } from "../../generated/schema";
import { datasetLaneName, datasetStatusName } from "../common/enums";
import { numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

const LISTED = 1;
const EHDS = 1;

export function createDataset(event: DatasetPublished): void {
  const params = event.params;
  const listing = params.listing;
  const id = numberId(params.datasetId);
  const dataset = new Dataset(id);
  dataset.provider = params.provider;
  dataset.owner = params.provider;
  dataset.status = datasetStatusName(LISTED);
  dataset.lane = datasetLaneName(listing.lane);
  dataset.catalogueDigest = listing.catalogueDigest;
  dataset.schemaDigest = listing.schemaDigest;
  dataset.licenceHash = listing.licenceHash;
  dataset.consentRoot = listing.consentRoot;
  dataset.priceWei = listing.priceWei;
  dataset.rowPriceWei = listing.rowPriceWei;
  dataset.renewalBps = listing.renewalBps;
  dataset.holderWei = listing.costs.holderWei;
  dataset.computeWei = listing.costs.computeWei;
  dataset.evaluationWei = listing.costs.evaluationWei;
  dataset.accessBodyWei = listing.costs.accessBodyWei;
  dataset.purposesMask = toI64(listing.purposesMask);
  dataset.categoryCode = listing.categoryCode;
  dataset.version = 1;
  dataset.ordersCount = 0;
  dataset.budget = id;
  dataset.consent = id;
  dataset.publishedAt = toI64(event.block.timestamp);
  dataset.publishedTx = event.transaction.hash;
  dataset.updatedAt = toI64(event.block.timestamp);
  dataset.save();
}

/** Terms stay, except that the price follows the cost lines in the EHDS lane. False when the dataset is not known. */
export function moveDatasetToVersion(event: DatasetVersionPublished): boolean {
  const dataset = Dataset.load(numberId(event.params.datasetId));
  if (dataset == null) return false;
  const next = event.params.newVersion;
  const costs = next.costs;
  dataset.version = toI64(event.params.version);
  dataset.catalogueDigest = next.catalogueDigest;
  dataset.schemaDigest = next.schemaDigest;
  dataset.licenceHash = next.licenceHash;
  dataset.consentRoot = next.consentRoot;
  dataset.holderWei = costs.holderWei;
  dataset.computeWei = costs.computeWei;
  dataset.evaluationWei = costs.evaluationWei;
  dataset.accessBodyWei = costs.accessBodyWei;
  if (dataset.lane == datasetLaneName(EHDS)) {
    dataset.priceWei = costs.holderWei.plus(costs.computeWei).plus(costs.evaluationWei).plus(costs.accessBodyWei);
  }
  dataset.updatedAt = toI64(event.block.timestamp);
  dataset.save();
  return true;
}

export function updateDatasetTerms(
  event: ethereum.Event,
  datasetId: BigInt,
  priceWei: BigInt,
  rowPriceWei: BigInt,
  renewalBps: i32,
  purposesMask: BigInt,
): void {
  const dataset = Dataset.load(numberId(datasetId));
  if (dataset == null) return;
  dataset.priceWei = priceWei;
  dataset.rowPriceWei = rowPriceWei;
  dataset.renewalBps = renewalBps;
  dataset.purposesMask = toI64(purposesMask);
  dataset.updatedAt = toI64(event.block.timestamp);
  dataset.save();
}

export function updateDatasetStatus(event: ethereum.Event, datasetId: BigInt, status: i32): void {
  const dataset = Dataset.load(numberId(datasetId));
  if (dataset == null) return;
  dataset.status = datasetStatusName(status);
  dataset.updatedAt = toI64(event.block.timestamp);
  dataset.save();
}

/** The mint comes before DatasetPublished and finds nothing: createDataset sets the first owner. */
export function updateDatasetOwner(event: ethereum.Event, datasetId: BigInt, owner: Address): void {
  const dataset = Dataset.load(numberId(datasetId));
  if (dataset == null) return;
  dataset.owner = owner;
  dataset.updatedAt = toI64(event.block.timestamp);
  dataset.save();
}

export function countDatasetOrder(datasetId: BigInt): void {
  const dataset = Dataset.load(numberId(datasetId));
  if (dataset == null) return;
  dataset.ordersCount += 1;
  dataset.save();
}
