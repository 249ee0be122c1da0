import type { HpkeKeyPair, NodeCertificate } from "@symbolon/protocol";
import type { Logger } from "pino";
import type { NodeIdentity } from "../../net/loadNodeIdentity.ts";
import type { PeerListener } from "../../net/peerListener.ts";
import type { SessionBook } from "../../net/sessionBook.ts";
import type { Chain } from "../shared/chain.ts";
import type { CodeVersion } from "../shared/codeVersion.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import type { Reporter } from "../shared/progress.ts";
import type { Claims } from "./claims.ts";

/** What a worker was told about waiting, in seconds. */
export type WorkerSettings = {
  readonly takeoverSeconds: number;
  readonly reclaimSeconds: number;
  readonly giveUpSeconds: number;
  /** After the claim, for hospitals that an order can do without. */
  readonly shareSeconds: number;
  /** For links to stand, for a message on one, for the budget to be charged, and for a whole attempt. */
  readonly connectSeconds: number;
  readonly linkSeconds: number;
  readonly chargeSeconds: number;
  readonly attemptSeconds: number;
  /** A node that does not answer for so long is replaced by another. */
  readonly replaceSeconds: number;
  /** Between two looks at the chain. */
  readonly lookMilliseconds: number;
};

/** What a worker's links need: its key, where it listens, and which sessions it has taken part in. */
export type WorkerLinks = {
  readonly identity: NodeIdentity;
  readonly listener: PeerListener;
  readonly sessions: SessionBook;
  /** What it tells others of these. */
  readonly certificate: NodeCertificate;
};

/** A worker node at work: account, store, keys, the code it runs, and the claims it takes part in. */
export type WorkerNode = {
  readonly chain: Chain;
  readonly store: ContentStore;
  readonly hpke: HpkeKeyPair;
  readonly links: WorkerLinks;
  readonly code: CodeVersion;
  readonly gatewayUrl: string | null;
  readonly stateFolder: string;
  readonly settings: WorkerSettings;
  readonly claims: Claims;
  readonly reporter: Reporter;
  readonly log: Logger;
};
