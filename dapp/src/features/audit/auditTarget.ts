import { digestOfCid, type Hex, SymbolonError } from "@symbolon/protocol";

/** What a person typed: an order by its number, or the digest of something that an order's report names. */
export type AuditTarget =
  | { readonly kind: "order"; readonly orderId: bigint }
  | { readonly kind: "digest"; readonly digest: Hex };

/** Reads an order number, a CID or a sha256 in hexadecimal. Throws E1006 for anything else, and for a CID that is no single raw block. */
export function auditTarget(text: string): AuditTarget {
  const word = text.trim();
  if (/^[1-9][0-9]{0,76}$/.test(word)) return { kind: "order", orderId: BigInt(word) };
  if (/^0x[0-9a-fA-F]{64}$/.test(word)) return { kind: "digest", digest: word.toLowerCase() as Hex };
  const digest = digestIn(word);
  if (digest !== null) return { kind: "digest", digest };
  throw new SymbolonError("E1006", {
    document: "input",
    reason: "it is no order number, no CID of a document and no sha256",
  });
}

function digestIn(cid: string): Hex | null {
  try {
    return digestOfCid(cid);
  } catch {
    return null;
  }
}
