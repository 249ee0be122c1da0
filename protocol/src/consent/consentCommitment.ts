import { digestOfBytes, documentBytes } from "../content/digest.ts";
import { fromHex, type Hex } from "../content/hex.ts";
import type { ConsentRecord } from "../messages/consentRecord.ts";

/**
 * recordHash of a consent: sha256(salt || canonical record), 32 random bytes of salt. It binds the hospital to the record; without the salt it
 * fits no guess of the record, so destroying the salt erases what it stood for (GDPR Art. 17). Throws RangeError for a shorter salt.
 */
export function consentCommitment(salt: Hex, record: ConsentRecord): Hex {
  const prefix = fromHex(salt);
  if (prefix.length !== 32) throw new RangeError("the salt has 32 bytes");
  const text = documentBytes(record);
  const bytes = new Uint8Array(prefix.length + text.length);
  bytes.set(prefix);
  bytes.set(text, prefix.length);
  return digestOfBytes(bytes);
}
