import { join } from "node:path";
import {
  type AnnouncementMessage,
  type HpkeKeyPair,
  type JointModel,
  type Origin,
  type StatisticsTranscript,
  SymbolonError,
} from "@symbolon/protocol";
import { Journal } from "../../joint/journal.ts";
import { claimKey } from "../../joint/upload/claimKey.ts";
import type { Chain } from "../shared/chain.ts";
import { checkBasis } from "../shared/checkBasis.ts";
import { checkReserved } from "../shared/checkReserved.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import { type DurableValue, durableValue } from "../shared/durableValue.ts";
import { readHistory } from "../shared/readHistory.ts";
import type { Job } from "../shared/readJob.ts";
import type { Order } from "../shared/readOrder.ts";
import { stateFile } from "../shared/stateFile.ts";
import { statisticsJobOf } from "../shared/statisticsJobOf.ts";
import {
  type VerifiedFileOrder,
  type VerifiedPrivateOrder,
  type VerifiedStatisticsOrder,
  verifyOrder,
} from "../shared/verifyOrder.ts";
import type { Result } from "./buildResult.ts";
import { type NoteBox, noteBox } from "./joint/noteBox.ts";
import { openShareBook, type ShareBook } from "./joint/shareBook.ts";
import type { Silence } from "./joint/silence.ts";
import { type ResultCommits, restoreResultCommits } from "./resultCommits.ts";
import { openRoundBook, type RoundBook } from "./statistics/roundBook.ts";
import type { LinkBook } from "./vertical/linkBook.ts";
import { linkBookOf } from "./vertical/linkBookOf.ts";

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
  readonly shares: ShareBook;
  /** Of an order of two hospitals' linked patients. */
  readonly link: LinkBook | null;
  /** Datasets whose hospital has said that it sends no share; known to the lead. */
  readonly declined: Set<string>;
  /** Number of the last attempt that this node has begun; 0 before the first. */
  readonly attempts: DurableValue<number>;
  readonly notes: NoteBox;
  /** What was charged and opened in all attempts: each charge is on disk before its opening. */
  readonly journal: DurableValue<Journal>;
  /** What an attempt gave. Settled: all three nodes keep it, so it may be built on. */
  readonly model: DurableValue<KeptModel | null>;
  isRunning: boolean;
  /** When a node that took another one's place last asked the two others for shares: this process's clock, in seconds. */
  askedForSharesAt: number;
  readonly silence: Silence;
  /** Lead only: the next attempt that all three can take part in, as far as it knows. */
  nextAttempt: number;
  result: Result<JointModel> | null;
};
export type KeptModel = { readonly model: JointModel; readonly isSettled: boolean };
/** A node's part in a high-fidelity job: it gets the file from the hospital. */
export type FileClaim = Common & {
  readonly releaseClass: "high-fidelity";
  readonly verified: VerifiedFileOrder;
  /** What the hospital has bound itself to, known to the lead. */
  readonly announced: DurableValue<AnnouncementMessage | null>;
  result: Result<Origin> | null;
};
/** A node's part in the job of a statistic. */
export type StatisticsClaim = Common & {
  readonly releaseClass: "statistics";
  readonly verified: VerifiedStatisticsOrder;
  readonly rounds: RoundBook;
  result: Result<StatisticsTranscript> | null;
};
/** This node's part in one claim of a job. */
export type Claim = PrivateClaim | FileClaim | StatisticsClaim;

/** All claims this node takes part in. */
export type Claims = {
  /**
   * The node's part in the order's current claim, from memory, disk, or newly begun after the node's own checks. Throws E4008 while the
   * order is not claimed, E4005 when this node is not in it, E3002, E3003, E3005 or E4006 when it refuses, E4010 when its state is damaged.
   */
  open(orderId: bigint): Promise<{ claim: Claim; job: Job }>;
  /** Drops the order's claims from memory; what is on disk stays. */
  forget(orderId: bigint): void;
};

/** Claims kept under `<stateFolder>/jobs/<orderId>/<claim key>/`. `hpke` opens what hospitals have sealed for this node. */
export function makeClaims(input: {
  readonly chain: Chain;
  readonly store: ContentStore;
  readonly stateFolder: string;
  readonly hpke: HpkeKeyPair;
}): Claims {
  const { chain, store, stateFolder, hpke } = input;
  const known = new Map<bigint, Map<string, Promise<Claim>>>();
  const begin = async (order: Order, job: Job, key: string): Promise<Claim> => {
    const { orderId } = order;
    const folder = join(stateFolder, "jobs", orderId.toString(), key);
    const verified = await verifyOrder(chain, store, order);
    if (job.state === "CLAIMED") {
      await checkBasis(chain, order, job);
      await checkReserved(chain, { order, job });
    }
    const commitsFile = stateFile<ResultCommits>(join(folder, "result.json"));
    const common: Common = {
      key,
      folder,
      commits: durableValue(commitsFile, restoreResultCommits(await commitsFile.read(), orderId)),
      delivered: new Set(),
      fault: null,
    };
    if (verified.releaseClass === "high-fidelity") {
      const file = stateFile<AnnouncementMessage>(join(folder, "announcement.json"));
      const announced = durableValue<AnnouncementMessage | null>(file, await file.read());
      return { ...common, releaseClass: "high-fidelity", verified, announced, result: null };
    }
    if (verified.releaseClass === "statistics") {
      const rounds = await openRoundBook({
        folder,
        spec: verified.spec,
        job: statisticsJobOf(verified, job),
        index: job.record.nodes.indexOf(chain.account) as 0 | 1 | 2,
      });
      return { ...common, releaseClass: "statistics", verified, rounds, result: null };
    }
    const attempts = stateFile<number>(join(folder, "attempts.json"));
    const model = stateFile<KeptModel | null>(join(folder, "model.json"));
    const journal = stateFile<Journal>(join(folder, "journal.json"));
    return {
      ...common,
      releaseClass: "private",
      verified,
      shares: await openShareBook({
        folder,
        datasetIds: order.terms.datasetIds.map(String),
        orderId,
        chainId: chain.chainId,
        account: chain.account,
        privateKey: hpke.privateKey,
      }),
      link: await linkBookOf({ folder, verified, job, account: chain.account, hpke }),
      declined: new Set(),
      attempts: durableValue(attempts, (await attempts.read()) ?? 0),
      notes: noteBox(orderId.toString()),
      journal: durableValue<Journal>(journal, restoreJournal(await journal.read(), orderId)),
      model: durableValue(model, await model.read()),
      isRunning: false,
      askedForSharesAt: Number.NEGATIVE_INFINITY,
      silence: { askedAt: 0, since: new Map() },
      nextAttempt: 1,
      result: null,
    };
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

function restoreJournal(stored: unknown, orderId: bigint): Journal {
  if (stored === null) return { steps: [] };
  const parsed = Journal.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new SymbolonError(
    "E4010",
    { orderId, reason: "journal.json is not a journal" },
    { cause: parsed.error },
  );
}
