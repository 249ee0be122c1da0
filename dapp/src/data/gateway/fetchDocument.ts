import { cidOfDigest, digestOfBytes, type Hex, SymbolonError } from "@symbolon/protocol";

const MAX_DOCUMENT_BYTES = 1_048_576;

/**
 * The parsed JSON document with this digest, from the gateway of this page's origin. Its bytes are hashed here, so the gateway is not
 * trusted. Throws E5001 when it is not there, E5002 for other bytes, E6004 without connection.
 */
export async function fetchDocument(digest: Hex): Promise<unknown> {
  const cid = cidOfDigest(digest);
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await fetch(`/ipfs/${cid}`);
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new SymbolonError("E6004", { url: "The gateway", reason: "no connection" }, { cause });
  }
  if (!response.ok) throw new SymbolonError("E5001", { cid });
  if (bytes.length > MAX_DOCUMENT_BYTES || digestOfBytes(bytes) !== digest)
    throw new SymbolonError("E5002", { cid });
  return JSON.parse(new TextDecoder().decode(bytes));
}
