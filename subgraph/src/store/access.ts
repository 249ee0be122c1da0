import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Access } from "../../generated/schema";
import { numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function grantAccess(
  event: ethereum.Event,
  orderId: BigInt,
  holder: Address,
  purpose: BigInt,
  accessUntil: BigInt,
): void {
  const id = numberId(orderId);
  const access = new Access(id);
  access.order = id;
  access.holder = holder;
  access.purpose = toI64(purpose);
  access.accessUntil = toI64(accessUntil);
  access.revoked = false;
  saveAccess(event, access);
}

export function extendAccess(event: ethereum.Event, orderId: BigInt, accessUntil: BigInt): void {
  const access = Access.load(numberId(orderId));
  if (access == null) return;
  access.accessUntil = toI64(accessUntil);
  saveAccess(event, access);
}

export function revokeAccess(event: ethereum.Event, orderId: BigInt): void {
  const access = Access.load(numberId(orderId));
  if (access == null) return;
  access.accessUntil = 0;
  access.revoked = true;
  saveAccess(event, access);
}

function saveAccess(event: ethereum.Event, access: Access): void {
  access.updatedAt = toI64(event.block.timestamp);
  access.tx = event.transaction.hash;
  access.save();
}
