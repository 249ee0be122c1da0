import { messageReader } from "../wire/messageReader.ts";
import { ELEMENT_BYTES } from "./voprfSuite.ts";

/** What writeList wrote. Throws E4020 for other bytes; that each element is one is evaluateBlinded's to find out. */
export function parseList(orderId: string, bytes: Uint8Array): Uint8Array[] {
  const reader = messageReader(orderId, "list", bytes);
  const elements = reader.takeEach(reader.number(), ELEMENT_BYTES);
  reader.end();
  return elements;
}
