import { X509Certificate } from "node:crypto";
import { digestOfBytes, type Hex } from "@symbolon/protocol";

/**
 * The pin of a certificate: SHA-256 of its SubjectPublicKeyInfo (DER), the form of RFC 7469 section 2.4. It names the key, so a node
 * may issue itself a new certificate for its key without telling anybody. Takes PEM or DER text or bytes; throws what X509Certificate throws.
 */
export function spkiPin(certificate: X509Certificate | string | Uint8Array): Hex {
  const read = certificate instanceof X509Certificate ? certificate : new X509Certificate(certificate);
  return digestOfBytes(new Uint8Array(read.publicKey.export({ type: "spki", format: "der" })));
}
