import { createCipheriv, randomBytes } from "node:crypto";
import { fromHex, toHex } from "@symbolon/protocol";

/**
 * A text encrypted under a record's own 32-byte key (AES-256-GCM, 96-bit random nonce, `recordId` bound as additional data), as hex. A key
 * seals few texts, so that random nonces do not meet (NIST SP 800-38D, 8.3).
 */
export function sealRecord(recordId: string, recordKey: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", fromHex(recordKey), nonce).setAAD(Buffer.from(recordId));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return toHex(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}
