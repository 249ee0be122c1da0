import type { NodeIdentity } from "./loadNodeIdentity.ts";

/**
 * TLS options of both ends: version 1.3 only (RFC 8446), a certificate from each. Certificates are self-signed, so there is no chain to check
 * and Node's own check is off; a handshake proves that the other end holds the key of the certificate it shows (RFC 8446 section 4.4.3), and the
 * caller MUST compare that key's pin with the expected one (spkiPin) before it sends or believes a byte.
 */
export function pinnedTls({ key, certificate }: Pick<NodeIdentity, "key" | "certificate">) {
  return {
    key,
    cert: certificate,
    minVersion: "TLSv1.3" as const,
    maxVersion: "TLSv1.3" as const,
    requestCert: true,
    rejectUnauthorized: false,
  };
}
