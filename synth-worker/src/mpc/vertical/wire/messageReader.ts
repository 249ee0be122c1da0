import { stopped } from "../../rss/stopped.ts";
import { MESSAGE_KINDS, type MessageKind } from "./messageKind.ts";

/** Reads what writeMessage wrote, from front to back. Every method throws E4020 rather than read past the end. */
export type MessageReader = {
  /** The next uint32. */
  readonly number: () => number;
  /** The next `length` bytes: a view, not a copy. */
  readonly take: (length: number) => Uint8Array;
  /** `count` pieces of `length` bytes: views. Nothing is made before all of them are known to be there. */
  readonly takeEach: (count: number, length: number) => Uint8Array[];
  /** Call last: nothing may be left over. */
  readonly end: () => void;
};

/** A reader of one message. Throws E4020 when the bytes are not of this kind and version. */
export function messageReader(orderId: string, kind: MessageKind, bytes: Uint8Array): MessageReader {
  const expected = MESSAGE_KINDS[kind];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (!(length <= bytes.length - at)) throw stopped(orderId, `a message (${expected}) is cut off`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  if (new TextDecoder().decode(take(4)) !== expected)
    throw stopped(orderId, `a message is not of the kind ${expected}`);
  return {
    take,
    number() {
      take(4);
      return view.getUint32(at - 4, true);
    },
    takeEach(count, length) {
      const all = take(count * length);
      return Array.from({ length: count }, (_, i) => all.subarray(i * length, (i + 1) * length));
    },
    end() {
      if (at !== bytes.length) throw stopped(orderId, `a message (${expected}) is too long`);
    },
  };
}
