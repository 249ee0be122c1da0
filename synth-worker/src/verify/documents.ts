import { digestOfBytes, parseDocument, SymbolonError } from "@symbolon/protocol";
import type { z } from "zod";
import type { Evidence } from "./evidence.ts";

/**
 * A document of the evidence by its on-chain digest, hashed again and parsed. Throws E5001 when it is missing, E7002 when its bytes
 * do not hash to the digest, E1006 when it is not what its schema says.
 */
export function documentOf<T extends z.ZodType>(
  evidence: Evidence,
  digest: unknown,
  schema: T,
  name: string,
): z.output<T> {
  const text = evidence.documents[String(digest)];
  if (text === undefined) throw new SymbolonError("E5001", { cid: `${name} ${String(digest)}` });
  if (digestOfBytes(new TextEncoder().encode(text)) !== digest)
    throw new SymbolonError("E7002", { document: name });
  return parseDocument(schema, JSON.parse(text), name);
}
