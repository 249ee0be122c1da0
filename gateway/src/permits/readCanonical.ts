import { canonicalJson, parseDocument, SymbolonError } from "@symbolon/protocol";
import type { z } from "zod";
import { readJson } from "./readJson.ts";

/**
 * A document from a signed body, which has to be its canonical form (RFC 8785), so that what was signed, what is hashed and what is kept are
 * the same bytes. Throws E9009 and E1006.
 */
export function readCanonical<T extends z.ZodType>(schema: T, body: Uint8Array, name: string): z.output<T> {
  const parsed = parseDocument(schema, readJson(body), name);
  if (canonicalJson(parsed) !== new TextDecoder().decode(body))
    throw new SymbolonError("E1006", { document: name, reason: "it is not in canonical form (RFC 8785)" });
  return parsed;
}
