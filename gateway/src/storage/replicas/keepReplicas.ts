import { SymbolonError } from "@symbolon/protocol";
import { firstBlockstore } from "../../adapters/firstBlockstore.ts";
import type { UnixfsBlockstore } from "../../adapters/verifiedBlockstore.ts";
import { verifiedContent } from "../../adapters/verifiedContent.ts";
import { parseCid } from "../../ipfs/parseCid.ts";
import type { PinBackend } from "../backends/pinBackend.ts";
import type { StorageContext } from "../storageContext.ts";
import { copyContent } from "./copyContent.ts";
import { placement } from "./placement.ts";
import { type Replica, replicaTable } from "./replicaTable.ts";

const FIRST_RETRY_SECONDS = 30;
const LONGEST_RETRY_SECONDS = 3600;
/** How long a service may take to fetch before another back end is used as well. */
const PATIENCE_SECONDS = 6 * 3600;

/**
 * Brings one content to as many back ends as it should have: asks those that promised it, then pins at the next ones in its order of placement, past
 * those that failed lately. What a back end keeps counts only when it says so. Repeating is safe; a kill leaves a row that says what was wanted.
 * Gives how many back ends confirm. Throws only what the database throws; what a back end throws is written down.
 */
export async function keepReplicas(context: StorageContext, cid: string): Promise<number> {
  const table = replicaTable(context.database);
  const parsed = parseCid(cid);
  const known = new Map((await table.of(cid)).map((replica) => [replica.backend, replica]));
  const states = new Map<string, Replica["state"]>();
  const source = firstBlockstore(() =>
    context.backends.flatMap(({ blocks }) => (blocks === null ? [] : [blocks])),
  );

  const attempt = async (
    backend: PinBackend,
    work: () => Promise<"pinned" | "pending" | "failed" | "absent">,
  ) => {
    const before = known.get(backend.name);
    try {
      const state = await work();
      if (state === "failed" || state === "absent")
        throw new SymbolonError("E5004", { reason: `${backend.name} gave ${cid} up` });
      await table.reached(
        cid,
        backend.name,
        state,
        state === "pending" ? context.now() + PATIENCE_SECONDS : 0,
      );
      const isLate =
        state === "pending" && before?.state === "pending" && before.next_attempt_at <= context.now();
      // Neither counted nor asked again: it may still come.
      states.set(backend.name, isLate ? "wanted" : state);
    } catch (cause) {
      if (!(cause instanceof SymbolonError)) throw cause;
      const wait = Math.min(FIRST_RETRY_SECONDS * 2 ** (before?.attempts ?? 0), LONGEST_RETRY_SECONDS);
      const isLost = before?.state === "lost";
      await table.failed(cid, backend.name, isLost ? "lost" : "failed", cause.message, context.now() + wait);
      states.set(backend.name, "failed");
      context.metrics.count("symbolon_storage_pin_failures_total", { backend: backend.name });
    }
  };

  const inOrder = placement(cid, context.backends);
  for (const backend of inOrder) {
    const state = known.get(backend.name)?.state;
    if (state === "pinned") states.set(backend.name, state);
    else if (state === "pending" || state === "wanted") {
      // Asks only: what a kill kept from being asked for is pinned below.
      const now = await backend.state(parsed).catch(() => null);
      const isKnown = now === "pinned" || now === "pending" || state === "pending";
      if (now !== null && isKnown) await attempt(backend, async () => now);
    } else if (known.size === 0 && (await backend.state(parsed).catch(() => null)) === "pinned") {
      // Whoever added the content pinned it at one of the back ends.
      await attempt(backend, async () => "pinned");
    }
  }
  for (const backend of inOrder) {
    const kept = [...states.values()].filter((state) => state === "pinned" || state === "pending").length;
    if (kept >= context.replicas) break;
    if (states.has(backend.name)) continue;
    const before = known.get(backend.name);
    if ((before?.next_attempt_at ?? 0) > context.now()) continue;
    await attempt(backend, async () => {
      if (before?.state === "lost") {
        // Taken off first, or a node that keeps pinned blocks as they are would keep the damage; but only once a sound copy was seen whole.
        await readWhole(cid, source);
        await backend.unpin(parsed);
      } else await table.reached(cid, backend.name, "wanted");
      await copyContent(parsed, source, backend);
      return backend.pin(parsed);
    });
  }
  return [...states.values()].filter((state) => state === "pinned").length;
}

async function readWhole(cid: string, source: UnixfsBlockstore): Promise<void> {
  const content = verifiedContent(source);
  for await (const _ of content.read(cid, 0, await content.size(cid)));
}
