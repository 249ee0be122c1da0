import {
  DatasetPublished,
  DatasetStatusChanged,
  DatasetTermsChanged,
  DatasetVersionPublished,
  Transfer,
} from "../../generated/DatasetRegistry/DatasetRegistry";
import { openConsent } from "../store/consent";
import {
  createDataset,
  moveDatasetToVersion,
  updateDatasetOwner,
  updateDatasetStatus,
  updateDatasetTerms,
} from "../store/dataset";
import { createFirstVersion, createLaterVersion } from "../store/datasetVersion";
import { countDataset } from "../store/stats";

export function handleDatasetPublished(event: DatasetPublished): void {
  createDataset(event);
  createFirstVersion(event);
  openConsent(event, event.params.datasetId);
  countDataset();
}

export function handleDatasetVersionPublished(event: DatasetVersionPublished): void {
  if (moveDatasetToVersion(event)) createLaterVersion(event);
}

export function handleDatasetTermsChanged(event: DatasetTermsChanged): void {
  const params = event.params;
  updateDatasetTerms(
    event,
    params.datasetId,
    params.priceWei,
    params.rowPriceWei,
    params.renewalBps,
    params.purposesMask,
  );
}

export function handleDatasetStatusChanged(event: DatasetStatusChanged): void {
  updateDatasetStatus(event, event.params.datasetId, event.params.status);
}

export function handleTransfer(event: Transfer): void {
  updateDatasetOwner(event, event.params.tokenId, event.params.to);
}
