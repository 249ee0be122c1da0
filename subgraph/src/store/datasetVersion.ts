import { BigInt } from "@graphprotocol/graph-ts";
import { DatasetPublished, DatasetVersionPublished } from "../../generated/DatasetRegistry/DatasetRegistry";
import { DatasetVersion } from "../../generated/schema";
import { numberId, partId } from "../common/ids";
import { toI64 } from "../common/numbers";

const FIRST = BigInt.fromI32(1);

export function createFirstVersion(event: DatasetPublished): void {
  const params = event.params;
  const listing = params.listing;
  const version = new DatasetVersion(partId(params.datasetId, FIRST));
  version.dataset = numberId(params.datasetId);
  version.version = 1;
  version.catalogueDigest = listing.catalogueDigest;
  version.schemaDigest = listing.schemaDigest;
  version.licenceHash = listing.licenceHash;
  version.consentRoot = listing.consentRoot;
  version.addedRhoMicro = listing.rhoCapMicro;
  version.holderWei = listing.costs.holderWei;
  version.computeWei = listing.costs.computeWei;
  version.evaluationWei = listing.costs.evaluationWei;
  version.accessBodyWei = listing.costs.accessBodyWei;
  version.publishedAt = toI64(event.block.timestamp);
  version.publishedTx = event.transaction.hash;
  version.save();
}

export function createLaterVersion(event: DatasetVersionPublished): void {
  const params = event.params;
  const next = params.newVersion;
  const version = new DatasetVersion(partId(params.datasetId, params.version));
  version.dataset = numberId(params.datasetId);
  version.version = toI64(params.version);
  version.catalogueDigest = next.catalogueDigest;
  version.schemaDigest = next.schemaDigest;
  version.licenceHash = next.licenceHash;
  version.consentRoot = next.consentRoot;
  version.addedRhoMicro = next.addedRhoMicro;
  version.holderWei = next.costs.holderWei;
  version.computeWei = next.costs.computeWei;
  version.evaluationWei = next.costs.evaluationWei;
  version.accessBodyWei = next.costs.accessBodyWei;
  version.publishedAt = toI64(event.block.timestamp);
  version.publishedTx = event.transaction.hash;
  version.save();
}
