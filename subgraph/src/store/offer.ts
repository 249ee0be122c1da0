import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Offer, OfferMatch } from "../../generated/schema";
import { eventId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function addOfferMatch(
  event: ethereum.Event,
  offerHash: Bytes,
  orderId: BigInt,
  datasetId: BigInt,
  used: BigInt,
): void {
  const offer = getOrCreateOffer(offerHash, datasetId);
  offer.used = toI64(used);
  saveOffer(event, offer);
  const match = new OfferMatch(eventId(event));
  match.offer = offer.id;
  match.order = numberId(orderId);
  match.dataset = numberId(datasetId);
  match.timestamp = toI64(event.block.timestamp);
  match.tx = event.transaction.hash;
  match.save();
}

export function cancelOffer(event: ethereum.Event, offerHash: Bytes, datasetId: BigInt): void {
  const offer = getOrCreateOffer(offerHash, datasetId);
  offer.cancelled = true;
  saveOffer(event, offer);
}

function getOrCreateOffer(offerHash: Bytes, datasetId: BigInt): Offer {
  const id = offerHash.toHexString();
  let offer = Offer.load(id);
  if (offer == null) {
    offer = new Offer(id);
    offer.dataset = numberId(datasetId);
    offer.used = 0;
    offer.cancelled = false;
  }
  return offer;
}

function saveOffer(event: ethereum.Event, offer: Offer): void {
  offer.updatedAt = toI64(event.block.timestamp);
  offer.save();
}
