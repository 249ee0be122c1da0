import { DatasetPublished, DatasetStatusChanged, DatasetTermsChanged, Transfer } from "../../generated/DatasetRegistry/DatasetRegistry";
import { createDataset, updateDatasetOwner, updateDatasetStatus, updateDatasetTerms } from "../store/dataset";
import { countDataset } from "../store/stats";

export function handleDatasetPublished(event: DatasetPublished): void {
  createDataset(event);
  countDataset();
}

export function handleDatasetTermsChanged(event: DatasetTermsChanged): void {
  const params = event.params;
  updateDatasetTerms(event, params.datasetId, params.priceWei, params.purposesMask, params.version);
}

export function handleDatasetStatusChanged(event: DatasetStatusChanged): void {
  updateDatasetStatus(event, event.params.datasetId, event.params.status);
}

export function handleTransfer(event: Transfer): void {
  updateDatasetOwner(event, event.params.tokenId, event.params.to);
}
