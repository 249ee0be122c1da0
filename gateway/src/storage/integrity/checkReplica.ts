import { randomInt } from "node:crypto";
import { type ErrorCode, SymbolonError } from "@symbolon/protocol";
import { verifiedContent } from "../../adapters/verifiedContent.ts";
import { parseCid } from "../../ipfs/parseCid.ts";
import type { PinBackend } from "../backends/pinBackend.ts";

/** Places in a file that a sample looks at. */
const PLACES = 4;
/** crypto.randomInt's bound. */
const MAX_RANDOM = 2 ** 48 - 1;

/** What is wrong with a replica: a block is not there, has other bytes, the pin is gone, or the back end does not answer (which proves nothing). */
export type ReplicaFault = {
  readonly kind: "missing" | "changed" | "unpinned" | "unreachable";
  readonly detail: string;
};

const KINDS: Partial<Record<ErrorCode, ReplicaFault["kind"]>> = { E5001: "missing", E5002: "changed" };

/**
 * Asks one back end for the pin and reads the file there, whole or at random places unknown to it before, each block against its CID on the
 * way from the root. A sample of k places misses damage to a share d of the blocks with probability (1 - d)^k, so the whole is read now and
 * then too. A back end without a way to read is asked for the pin only. Null when all is well.
 */
export async function checkReplica(
  backend: PinBackend,
  cid: string,
  extent: "sample" | "whole",
): Promise<ReplicaFault | null> {
  try {
    const state = await backend.state(parseCid(cid));
    if (state !== "pinned") return { kind: "unpinned", detail: `the back end says ${state}` };
    if (backend.blocks === null) return null;
    const content = verifiedContent(backend.blocks);
    const size = await content.size(cid);
    if (size === 0) return null;
    if (extent === "whole") for await (const _ of content.read(cid, 0, size));
    else
      for (let place = 0; place < PLACES; place++)
        for await (const _ of content.read(cid, randomInt(Math.min(size, MAX_RANDOM)), 1));
    return null;
  } catch (cause) {
    if (!(cause instanceof SymbolonError)) throw cause;
    return { kind: KINDS[cause.code] ?? "unreachable", detail: cause.message };
  }
}
