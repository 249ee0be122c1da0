import { Address, Bytes } from "@graphprotocol/graph-ts";

/** Accounts as a list of bytes, which is how an entity holds them. */
export function toBytesList(accounts: Address[]): Bytes[] {
  const list: Bytes[] = [];
  for (let i = 0; i < accounts.length; i++) list.push(accounts[i]);
  return list;
}
