import { SymbolonError } from "@symbolon/protocol";
import * as raw from "multiformats/codecs/raw";
import { kuboContentStore } from "../../adapters/kuboContentStore.ts";
import { type KuboEndpoint, kuboRpc } from "../../adapters/kuboRpc.ts";
import { verifiedBlockstore } from "../../adapters/verifiedBlockstore.ts";
import type { PinBackend } from "./pinBackend.ts";

/**
 * The embedded node or a Kubo, over Kubo's RPC API (docs.ipfs.tech/reference/kubo/rpc). Blocks are asked for offline, so that what another node
 * has does not count as being here.
 * @param collects false for a node that others use too: what we unpin then stays until its owner collects garbage
 */
export function kuboPinBackend(name: string, endpoint: KuboEndpoint, collects = true): PinBackend {
  const isPinned = async (cid: string): Promise<boolean> => {
    try {
      await kuboRpc(endpoint, "pin/ls", { arg: cid, type: "recursive" });
      return true;
    } catch (cause) {
      if (saysNotPinned(cause)) return false;
      throw reached(cause);
    }
  };
  return {
    name,
    blocks: verifiedBlockstore((cid) =>
      kuboRpc(endpoint, "block/get", { arg: cid.toString(), offline: "true" }),
    ),
    store: kuboContentStore(endpoint),
    async putBlock(cid, bytes) {
      // Kubo keeps a block it has, damaged or not, unless it is removed first. The embedded node has no such command and overwrites.
      await kuboRpc(endpoint, "block/rm", { arg: cid.toString(), force: "true" }).catch(() => undefined);
      const body = new FormData();
      body.set("data", new Blob([bytes]), "block");
      const response = await kuboRpc(
        endpoint,
        "block/put",
        { "cid-codec": cid.code === raw.code ? "raw" : "dag-pb", mhtype: "sha2-256" },
        body,
      );
      const { Key } = (await response.json()) as { Key?: unknown };
      if (Key !== cid.toString()) throw new SymbolonError("E5002", { cid: cid.toString() });
    },
    async pin(cid) {
      await kuboRpc(endpoint, "pin/add", { arg: cid.toString() });
      return "pinned";
    },
    async state(cid) {
      return (await isPinned(cid.toString())) ? "pinned" : "absent";
    },
    async unpin(cid) {
      if (!(await isPinned(cid.toString()))) return;
      try {
        await kuboRpc(endpoint, "pin/rm", { arg: cid.toString() });
      } catch (cause) {
        if (await isPinned(cid.toString())) throw reached(cause);
      }
    },
    async collectGarbage() {
      if (!collects) return null;
      const text = await (await kuboRpc(endpoint, "repo/gc", {})).text();
      const lines = text.split("\n").filter((line) => line !== "");
      const fault = lines.find((line) => "Error" in (JSON.parse(line) as object));
      if (fault !== undefined) throw new SymbolonError("E5004", { reason: fault.slice(0, 200) });
      return lines.length;
    },
  };
}

/** "No such pin", and nothing else that a node may refuse a request for: Kubo has only words for it, the embedded node a code. */
function saysNotPinned(cause: unknown): boolean {
  if (!(cause instanceof SymbolonError) || cause.code !== "E5001" || !(cause.cause instanceof Error))
    return false;
  const { message } = cause.cause;
  return message.includes("is not pinned") || message.includes('"code":"E5001"');
}

/** kuboRpc takes any refusal of a read for missing content; where pins are asked for it is a node that does not work. */
function reached(cause: unknown): unknown {
  if (!(cause instanceof SymbolonError) || cause.code !== "E5001") return cause;
  const said = cause.cause instanceof Error ? cause.cause.message.slice(0, 200) : "it refused";
  return new SymbolonError("E5004", { reason: said }, { cause });
}
