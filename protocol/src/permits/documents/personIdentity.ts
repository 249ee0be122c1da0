import { digestOfBytes, documentBytes } from "../../content/digest.ts";
import { fromHex, type Hex } from "../../content/hex.ts";

/**
 * How a permit names a natural person without naming them: sha256(salt || canonical {name, account}), 32 bytes of salt. Whoever holds the
 * sealed application and the salt can prove who it is; once the salt is destroyed nobody can. Throws RangeError for a shorter salt.
 */
export function personIdentity(salt: Hex, person: { readonly name: string; readonly account: string }): Hex {
  const prefix = fromHex(salt);
  if (prefix.length !== 32) throw new RangeError("the salt has 32 bytes");
  const record = documentBytes({ name: person.name, account: person.account.toLowerCase() });
  const bytes = new Uint8Array(prefix.length + record.length);
  bytes.set(prefix);
  bytes.set(record, prefix.length);
  return digestOfBytes(bytes);
}
