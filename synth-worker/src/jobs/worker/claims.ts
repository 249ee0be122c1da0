import { join } from "node:path";
import { type AnnouncementMessage, type Model, type Origin, SymbolonError } from "@symbolon/protocol";
import { nodeIndex } from "../../mpc/mpcJob.ts";
import { type NodeSession, restoreSession, startSession } from "../../mpc/nodeSession.ts";
import type { Chain } from "../shared/chain.ts";
import { checkBasis } from "../shared/checkBasis.ts";
import { checkBudget } from "../shared/checkBudget.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import { type DurableValue, durableValue } from "../shared/durableValue.ts";
import { readHistory } from "../shared/readHistory.ts";
import { claimKey, type Job } from "../shared/readJob.ts";
import type { Order } from "../shared/readOrder.ts";
import { stateFile } from "../shared/stateFile.ts";
import { sumJobOf } from "../shared/sumJobOf.ts";
import { type VerifiedFileOrder, type VerifiedPrivateOrder, verifyOrder } from "../shared/verifyOrder.ts";
import type { Result } from "./buildResult.ts";
import { type ResultCommits, restoreResultCommits } from "./resultCommits.ts";

type Common = {
  readonly key: string;
  readonly folder: string;
  /** Commitments to the result. A killed node commits to the same value again. */
  readonly commits: DurableValue<ResultCommits>;
  /** Peers that have acknowledged a message of this node, as `commit 0x…`; lost on restart, messages are idempotent. */
  readonly delivered: Set<string>;
  /** First thing that no retry can mend. */
  fault: SymbolonError | null;
};
/** A node's part in a private job. */
export type PrivateClaim = Common & {
  readonly releaseClass: "private";
  readonly verified: VerifiedPrivateOrder;
  /** The node's part in the sum. A killed node goes on with the same noise. */
  readonly sum: DurableValue<NodeSession>;
  result: Result<Model> | null;
};
/** A node's part in a high-fidelity job: it gets the file from the hospital. */
export type FileClaim = Common & {
  readonly releaseClass: "high-fidelity";
  readonly verified: VerifiedFileOrder;
  /** What the hospital has bound itself to, known to the lead. */
  readonly announced: DurableValue<AnnouncementMessage | null>;
  result: Result<Origin> | null;
};
/** This node's part in one claim of a job. */
export type Claim = PrivateClaim | FileClaim;

/** All claims this node takes part in. */
export type Claims = {
  /**
   * The node's part in the order's current claim, from memory, disk, or newly begun after the node's own checks. Throws E4008 while the
   * order is not claimed, E4005 when this node is not in it, E3002, E3003, E3005 or E4006 when it refuses, E4010 when its state is lost.
   */
  open(orderId: bigint): Promise<{ claim: Claim; job: Job }>;
  /** Drops the order's claims from memory; what is on disk stays. */
  forget(orderId: bigint): void;
};

/** Claims kept under `<stateFolder>/jobs/<orderId>/<claim key>/`. */
export function makeClaims(chain: Chain, store: ContentStore, stateFolder: string): Claims {
  const known = new Map<bigint, Map<string, Promise<Claim>>>();
  const begin = async (order: Order, job: Job, key: string): Promise<Claim> => {
    const { orderId } = order;
    const folder = join(stateFolder, "jobs", orderId.toString(), key);
    const verified = await verifyOrder(chain, store, order);
    const commitsFile = stateFile<ResultCommits>(join(folder, "result.json"));
    const common: Common = {
      key,
      folder,
      commits: durableValue(commitsFile, restoreResultCommits(await commitsFile.read(), orderId)),
      delivered: new Set(),
      fault: null,
    };
    const checkNew = async () => {
      await checkBasis(chain, order, job);
      await checkBudget(chain, order);
    };
    if (verified.releaseClass === "high-fidelity") {
      if (job.state === "CLAIMED") await checkNew();
      const file = stateFile<AnnouncementMessage>(join(folder, "announcement.json"));
      const announced = durableValue<AnnouncementMessage | null>(file, await file.read());
      return { ...common, releaseClass: "high-fidelity", verified, announced, result: null };
    }
    const file = stateFile<NodeSession>(join(folder, "session.json"));
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
      await checkNew();
      const sum = sumJobOf(verified, job);
      session = startSession(sum, nodeIndex(sum, chain.account));
      await file.write(session);
    }
    return { ...common, releaseClass: "private", verified, sum: durableValue(file, session), result: null };
  };
  return {
    async open(orderId) {
      const { order, job } = await readHistory(chain, orderId);
      if (job.record.claimedAt === 0n)
        throw new SymbolonError("E4008", { orderId, reason: "it is not claimed yet" });
      if (!job.record.nodes.includes(chain.account))
        throw new SymbolonError("E4005", { sender: chain.account, orderId });
      const key = claimKey(orderId, job);
      const ofOrder = known.get(orderId) ?? new Map<string, Promise<Claim>>();
      known.set(orderId, ofOrder);
      let pending = ofOrder.get(key);
      if (pending === undefined) {
        pending = begin(order, job, key);
        ofOrder.set(key, pending);
        pending.catch(() => ofOrder.delete(key));
      }
      return { claim: await pending, job };
    },
    forget: (orderId) => void known.delete(orderId),
  };
}
