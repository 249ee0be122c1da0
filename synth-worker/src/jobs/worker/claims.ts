import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import { nodeIndex } from "../../mpc/mpcJob.ts";
import { type NodeSession, restoreSession, startSession } from "../../mpc/nodeSession.ts";
import type { Chain } from "../shared/chain.ts";
import { checkConsent } from "../shared/checkConsent.ts";
import { checkReservation } from "../shared/checkReservation.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import { claimKey, type Job, readJob } from "../shared/readJob.ts";
import { readOrder } from "../shared/readOrder.ts";
import { stateFile } from "../shared/stateFile.ts";
import { sumJobOf } from "../shared/sumJobOf.ts";
import { type VerifiedOrder, verifyOrder } from "../shared/verifyOrder.ts";
import type { Result } from "./buildResult.ts";

/** This node's part in one claim of a job. */
export type Claim = {
  readonly key: string;
  readonly folder: string;
  readonly verified: VerifiedOrder;
  readonly session: () => NodeSession;
  /**
   * Replaces the session by what `next` makes of it. One change at a time, and durable before it is visible: whatever a caller then
   * sends is on disk already, so a killed node goes on with the same noise.
   */
  update(next: (session: NodeSession) => NodeSession): Promise<NodeSession>;
  /** Peers that have acknowledged this node's commitment or opening, as `commit 0x…`; lost on restart, messages are idempotent. */
  readonly delivered: Set<string>;
  /** First thing that no retry can mend. */
  fault: SymbolonError | null;
  result: Result | null;
};

/** All claims this node takes part in. */
export type Claims = {
  /**
   * The node's part in the order's current claim, from memory, disk, or newly begun after the node's own checks. Throws E4008 while the
   * order is not claimed, E4005 when this node is not in it, E3002, E3003 or E4006 when it refuses, E4010 when its state is lost.
   */
  open(orderId: bigint): Promise<{ claim: Claim; job: Job }>;
  /** Drops the order's claims from memory; what is on disk stays. */
  forget(orderId: bigint): void;
};

/** Claims kept under `<stateFolder>/jobs/<orderId>/<claim key>/`. */
export function makeClaims(chain: Chain, store: ContentStore, stateFolder: string): Claims {
  const known = new Map<bigint, Map<string, Promise<Claim>>>();
  const begin = async (orderId: bigint, job: Job, key: string): Promise<Claim> => {
    const folder = join(stateFolder, "jobs", orderId.toString(), key);
    const file = stateFile<NodeSession>(join(folder, "session.json"));
    const order = await readOrder(chain, orderId);
    const verified = await verifyOrder(chain, store, order);
    const stored = await file.read();
    let session: NodeSession;
    if (stored !== null) session = restoreSession(stored, orderId.toString());
    else {
      if (job.state !== "CLAIMED") {
        throw new SymbolonError("E4010", {
          orderId,
          reason: "there is none, yet the job is already measured",
        });
      }
      await checkConsent(chain, order, job);
      await checkReservation(chain, order);
      const sum = sumJobOf(verified, job);
      session = startSession(sum, nodeIndex(sum, chain.account));
      await file.write(session);
    }
    let queue: Promise<unknown> = Promise.resolve();
    return {
      key,
      folder,
      verified,
      session: () => session,
      update(next) {
        const change = queue.then(async () => {
          const changed = next(session);
          if (changed === session) return session;
          await file.write(changed);
          session = changed;
          return changed;
        });
        queue = change.catch(() => undefined);
        return change;
      },
      delivered: new Set(),
      fault: null,
      result: null,
    };
  };
  return {
    async open(orderId) {
      const job = await readJob(chain, orderId);
      if (job.nodes.length === 0)
        throw new SymbolonError("E4008", { orderId, reason: "it is not claimed yet" });
      if (!job.nodes.includes(chain.account))
        throw new SymbolonError("E4005", { sender: chain.account, orderId });
      const key = claimKey(orderId, job);
      const ofOrder = known.get(orderId) ?? new Map<string, Promise<Claim>>();
      known.set(orderId, ofOrder);
      let pending = ofOrder.get(key);
      if (pending === undefined) {
        pending = begin(orderId, job, key);
        ofOrder.set(key, pending);
        pending.catch(() => ofOrder.delete(key));
      }
      return { claim: await pending, job };
    },
    forget: (orderId) => void known.delete(orderId),
  };
}
