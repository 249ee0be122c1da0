import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Access } from "../../generated/schema";
import { numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function grantAccess(event: ethereum.Event, orderId: BigInt, holder: Address, purpose: BigInt, accessUntil: BigInt): void {
  const access = newAccess(event, orderId, holder);
  access.purpose = toI64(purpose);
  access.accessUntil = toI64(accessUntil);
  access.revoked = false;
  access.save();
}

/** An order refunded before it was finalised is revoked without ever having been granted. */
export function revokeAccess(event: ethereum.Event, orderId: BigInt, holder: Address): void {
  const access = newAccess(event, orderId, holder);
  const granted = Access.load(access.id);
  access.purpose = granted == null ? 0 : granted.purpose;
  access.accessUntil = 0;
  access.revoked = true;
  access.save();
}

function newAccess(event: ethereum.Event, orderId: BigInt, holder: Address): Access {
  const id = numberId(orderId);
  const access = new Access(id);
  access.order = id;
  access.holder = holder;
  access.updatedAt = toI64(event.block.timestamp);
  access.tx = event.transaction.hash;
  return access;
}
