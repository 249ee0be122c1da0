import type { Logger } from "pino";
import type { ChainReader } from "../adapters/chainReader.ts";
import type { ContentStore } from "../adapters/contentStore.ts";
import type { Database } from "../database/Database.ts";
import type { Metrics } from "../server/metrics.ts";
import type { PinBackend } from "./backends/pinBackend.ts";

/** What storage works with. `now` is the clock in unix seconds. */
export type StorageContext = {
  readonly chainId: number;
  readonly database: Database;
  readonly chain: Pick<ChainReader, "accessUntil" | "blockTime">;
  /** Every configured back end. */
  readonly backends: readonly PinBackend[];
  /** How many of them have to keep a content. */
  readonly replicas: number;
  /** Seconds between the end of an order's access and the end of its keys and ciphertext. */
  readonly graceSeconds: number;
  readonly contentStore: Pick<ContentStore, "add">;
  readonly metrics: Metrics;
  readonly log: Logger;
  now(): number;
};
