import { writeMessage } from "../wire/writeMessage.ts";

/**
 * A hospital's blinded identifiers as it sends them to each node, the same bytes to all three: their number, then 32 bytes each. They need
 * no sealing: elements are uniform whatever the identifiers are.
 */
export function writeList(elements: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return writeMessage("list", [elements.length], elements);
}
