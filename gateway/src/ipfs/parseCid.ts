import { SymbolonError } from "@symbolon/protocol";
import { CID } from "multiformats/cid";

/** A CID from outside, alone or as /ipfs/CID. Throws E9009 for anything else, paths below a CID included. */
export function parseCid(text: string | null | undefined): CID {
  try {
    return CID.parse((text ?? "").replace(/^\/?ipfs\//, ""));
  } catch (cause) {
    throw new SymbolonError("E9009", { reason: "not a CID" }, { cause });
  }
}
