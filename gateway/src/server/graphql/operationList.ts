import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

/** Operations that clients name by the sha256 of their text (lower-case hex), and whether any other is answered. */
export type OperationList = {
  readonly documents: ReadonlyMap<string, string>;
  /** True: nothing that is not on the list. */
  readonly isOnly: boolean;
};

const File = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1));

/** sha256 of an operation's text as it is named on the wire. */
export function operationHash(document: string): string {
  return createHash("sha256").update(document).digest("hex");
}

/**
 * Reads a JSON file `{"<sha256 of the text>": "<text>"}`; without a path, an empty list. Throws E8003 when it cannot be read, when a text does not
 * have the hash that it stands under, and for a list that is all that is answered and not there.
 */
export async function readOperationList(path: string | undefined, isOnly: boolean): Promise<OperationList> {
  if (path === undefined) {
    if (isOnly)
      throw new SymbolonError("E8003", { reason: "GRAPHQL_OPERATIONS_ONLY needs GRAPHQL_OPERATIONS" });
    return { documents: new Map(), isOnly };
  }
  let documents: Map<string, string>;
  try {
    documents = new Map(Object.entries(File.parse(JSON.parse(await readFile(path, "utf8")))));
  } catch (cause) {
    throw new SymbolonError("E8003", { reason: `GRAPHQL_OPERATIONS ${path} cannot be read` }, { cause });
  }
  for (const [hash, document] of documents)
    if (operationHash(document) !== hash)
      throw new SymbolonError("E8003", {
        reason: `GRAPHQL_OPERATIONS ${path}: ${hash} is not the text's sha256`,
      });
  return { documents, isOnly };
}
