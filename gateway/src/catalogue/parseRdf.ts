import { type RdfTriple, SymbolonError } from "@symbolon/protocol";
import jsonld from "jsonld";
import { Parser } from "n3";

/** Forms of catalogue files that are read. */
export const RDF_TYPES = ["text/turtle", "application/ld+json", "application/n-triples"] as const;
export type RdfType = (typeof RDF_TYPES)[number];

/**
 * Statements of a catalogue file, in its order. JSON-LD 1.1 in full, except that nothing is fetched: contexts have to be in the file, for a file that
 * makes the hub call other hosts is a way into its network. Relative IRIs are not resolved. Throws E1010 with the reason for a file that cannot be read.
 */
export async function parseRdf(text: string, type: RdfType): Promise<readonly RdfTriple[]> {
  try {
    return type === "application/ld+json"
      ? ((await jsonld.toRDF(JSON.parse(text), {
          documentLoader: (url: string) => Promise.reject(new Error(`the context ${url} is not in the file`)),
        })) as unknown as RdfTriple[])
      : new Parser({ format: type }).parse(text);
  } catch (cause) {
    const { message, details } = cause as { message?: string; details?: { cause?: Error } };
    const reason = (details?.cause?.message ?? message ?? String(cause)).slice(0, 300);
    throw new SymbolonError("E1010", { format: type, reason }, { cause });
  }
}
