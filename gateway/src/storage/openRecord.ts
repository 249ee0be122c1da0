import { createDecipheriv } from "node:crypto";
import { fromHex, SymbolonError } from "@symbolon/protocol";

/** What sealRecord sealed. Throws E5003 for another key, another record or changed bytes. */
export function openRecord(recordId: string, recordKey: string, sealed: string): string {
  const bytes = fromHex(sealed);
  try {
    const decipher = createDecipheriv("aes-256-gcm", fromHex(recordKey), bytes.subarray(0, 12))
      .setAAD(Buffer.from(recordId))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SymbolonError("E5003", { reason: "wrong key or changed bytes" }, { cause });
  }
}
