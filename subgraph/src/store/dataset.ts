import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { DatasetPublished } from "../../generated/DatasetRegistry/DatasetRegistry";
import { Dataset } from "../../generated/schema";
import { datasetLaneName, datasetStatusName } from "../common/enums";
import { numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

const LISTED = 1;

export function createDataset(event: DatasetPublished): void {
  const params = event.params;
  const id = numberId(params.datasetId);
  const dataset = new Dataset(id);
  dataset.provider = params.provider;
  dataset.owner = params.provider;
  dataset.status = datasetStatusName(LISTED);
  dataset.lane = datasetLaneName(params.lane);
  dataset.catalogueDigest = params.catalogueDigest;
  dataset.schemaDigest = params.schemaDigest;
  dataset.licenceHash = params.licenceHash;
  dataset.priceWei = params.priceWei;
  dataset.purposesMask = toI64(params.purposesMask);
  dataset.categoryCode = params.categoryCode;
  dataset.version = 1;
  dataset.ordersCount = 0;
  dataset.budget = id;
  dataset.consent = id;
  dataset.publishedAt = toI64(event.block.timestamp);
  dataset.publishedTx = event.transaction.hash;
  dataset.updatedAt = toI64(event.block.timestamp);
  dataset.save();
}

export function updateDatasetTerms(
  event: ethereum.Event,
  datasetId: BigInt,
  priceWei: BigInt,
  purposesMask: BigInt,
  version: BigInt,
): void {
  const dataset = Dataset.load(numberId(datasetId));
  if (dataset == null) return;
  dataset.priceWei = priceWei;
  dataset.purposesMask = toI64(purposesMask);
  dataset.version = toI64(version);
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
