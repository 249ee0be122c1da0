import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

/** Id of the one Stats and the one Fees entity. */
export const MARKET_ID = "market";

/** Id of everything keyed by a number: `7`. */
export function numberId(number: BigInt): string {
  return number.toString();
}

/** Ids of a list of numbers, same positions. */
export function numberIds(numbers: BigInt[]): string[] {
  const ids: string[] = [];
  for (let i = 0; i < numbers.length; i++) ids.push(numberId(numbers[i]));
  return ids;
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

/** Id of the n-th part of something: version, opt-out list, payout, incentive: `<number>-<n>`, `1-4`. */
export function partId(number: BigInt, n: BigInt): string {
  return number.toString() + "-" + n.toString();
}
