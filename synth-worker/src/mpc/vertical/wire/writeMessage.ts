import { MESSAGE_KINDS, type MessageKind } from "./messageKind.ts";

/**
 * A message's bytes: its kind, the numbers as uint32 little-endian, then the parts. Nothing says how long a part is: the reader knows from
 * the numbers and from the job, so a message has one spelling. Throws RangeError for a number that is no uint32.
 */
export function writeMessage(
  kind: MessageKind,
  numbers: readonly number[],
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const head = 4 + 4 * numbers.length;
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, head));
  bytes.set(new TextEncoder().encode(MESSAGE_KINDS[kind]), 0);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => {
    if (number !== number >>> 0) throw new RangeError(`${number} is no uint32`);
    view.setUint32(4 + 4 * i, number, true);
  });
  let at = head;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
