import { BigInt } from "@graphprotocol/graph-ts";
import { AccessExtended, AccessGranted, AccessRevoked } from "../../generated/AccessToken/AccessToken";
import { extendAccess, grantAccess, revokeAccess } from "../store/access";
import { latestRenewalOf, setOrderAccess } from "../store/order";
import { setRenewalAccess } from "../store/renewal";

export function handleAccessGranted(event: AccessGranted): void {
  const params = event.params;
  grantAccess(event, params.orderId, params.holder, params.purpose, params.accessUntil);
  setOrderAccess(params.orderId, params.accessUntil);
}

export function handleAccessExtended(event: AccessExtended): void {
  extendAccess(event, event.params.orderId, event.params.accessUntil);
  setOrderAccess(event.params.orderId, event.params.accessUntil);
  setRenewalAccess(event, latestRenewalOf(event.params.orderId), event.params.accessUntil);
}

export function handleAccessRevoked(event: AccessRevoked): void {
  revokeAccess(event, event.params.orderId);
  setOrderAccess(event.params.orderId, BigInt.zero());
}
