import { AccessGranted, AccessRevoked } from "../../generated/AccessToken/AccessToken";
import { grantAccess, revokeAccess } from "../store/access";

export function handleAccessGranted(event: AccessGranted): void {
  const params = event.params;
  grantAccess(event, params.orderId, params.holder, params.purpose, params.accessUntil);
}

export function handleAccessRevoked(event: AccessRevoked): void {
  revokeAccess(event, event.params.orderId, event.params.holder);
}
