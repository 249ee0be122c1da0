/**
 * A UID below 2.25 (PS3.5 annex B.2) from a digest: its first 128 bits as a UUID of version 8 (RFC 9562 section 5.8), so that no registration is needed,
 * different digests have different UIDs, and the same digest the same.
 */
export function uidOf(digest: Uint8Array): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString("hex")}`)}`;
}
