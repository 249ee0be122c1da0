import type { Deployment, Hex } from "@symbolon/protocol";
import type { Logger } from "pino";
import type { ChainReader } from "../adapters/chainReader.ts";
import type { ContentStore } from "../adapters/contentStore.ts";
import type { DocumentSigner } from "../adapters/documentSigner.ts";
import type { DocumentCache } from "../catalogue/documentCache.ts";
import type { Database } from "../database/Database.ts";
import type { PinStatus } from "../storage/replicas/pinStatus.ts";
import type { SubgraphSource } from "./graphql/createSubgraphEndpoint.ts";
import type { Metrics } from "./metrics.ts";
import type { KeyReleaseStorage } from "./modules/keyRelease/keyReleaseStorage.ts";
import type { SessionStorage } from "./session/sessionStorage.ts";

/** The part of the indexer that the server needs. */
export type IndexerFeed = {
  /** Number of the last block whose events are in the tables; -1 before the first. */
  indexedBlock(): number;
  /** False while the indexer has stopped or cannot reach the chain. */
  healthy(): boolean;
  /** Calls back after each indexed block; returns how to stop that. */
  onBlock(listener: (block: number) => void): () => void;
};

/** Everything a request handler works with. `now` is the clock in unix seconds. */
export type GatewayContext = {
  readonly deployment: Deployment;
  readonly publicRpcUrl: string | null;
  /** Where others reach this gateway, for links in what it publishes; without it they follow the Host header. */
  readonly publicUrl?: string | null;
  /** Key of a development wallet that pages of this origin may use; null on every real chain. */
  readonly devWalletKey: Hex | null;
  readonly database: Database;
  readonly contentStore: ContentStore;
  readonly chain: ChainReader;
  readonly indexer: IndexerFeed;
  /** The index in a Graph Node's dialect at /subgraph; left out, nothing is there. */
  readonly subgraph?: SubgraphSource;
  readonly documents: DocumentCache;
  readonly keyReleases: KeyReleaseStorage;
  /** Read as they are now, whatever `database` remembers: a session that another replica ended has ended. */
  readonly sessions: SessionStorage;
  /** The hub's account, which signs what the hub says of its own; null or left out, it stays unsigned. */
  readonly hub?: DocumentSigner | null;
  /** How well this hub keeps a content, null for one it does not keep; left out, nothing is said. */
  pinStatus?(cid: string): Promise<PinStatus | null>;
  readonly metrics: Metrics;
  readonly log: Logger;
  now(): number;
};
