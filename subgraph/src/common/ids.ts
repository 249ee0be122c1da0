import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

/** Id of the one Stats and the one Fees entity. */
export const MARKET_ID = "market";

/** Id of everything keyed by a number: `7`. */
export function numberId(number: BigInt): string {
  return number.toString();
}

/** Id of everything keyed by an account: lower-case hex, `0x70...c8`. */
export function accountId(account: Address): string {
  return account.toHexString();
}

/** Id of something that happened once: `<tx hash>-<log index>`, `0x5f...e1-3`. */
export function eventId(event: ethereum.Event): string {
  return event.transaction.hash.toHexString() + "-" + event.logIndex.toString();
}

/** Id of a consent root: `<datasetId>-<root>`, `1-0xab...01`. */
export function consentRootId(datasetId: BigInt, root: Bytes): string {
  return datasetId.toString() + "-" + root.toHexString();
}

/** Id of a consent withdrawal: `<datasetId>-<epoch>`, `1-4`. */
export function consentWithdrawalId(datasetId: BigInt, epoch: BigInt): string {
  return datasetId.toString() + "-" + epoch.toString();
}
