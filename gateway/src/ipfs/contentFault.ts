import { SymbolonError } from "@symbolon/protocol";
import type { CID } from "multiformats/cid";

const NOT_HERE = new Set(["NotFoundError", "LoadBlockFailedError"]);

/** Names what went wrong while reading `cid`: E5001 when a block is missing, E9009 when it is there but is not a readable file. */
export function contentFault(cid: CID, cause: unknown): SymbolonError {
  if (cause instanceof SymbolonError) return cause;
  const name = cause instanceof Error ? cause.name : "";
  if (NOT_HERE.has(name)) return new SymbolonError("E5001", { cid: cid.toString() }, { cause });
  return new SymbolonError("E9009", { reason: `${cid} is not a readable file (${name})` }, { cause });
}
