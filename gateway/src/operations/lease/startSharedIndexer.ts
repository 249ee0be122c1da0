import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { isErrorCode, SymbolonError } from "@symbolon/protocol";
import { loadSubgraph } from "../../indexer/manifest/loadSubgraph.ts";
import {
  type Indexer,
  type IndexerOptions,
  type IndexerStatus,
  startIndexer,
} from "../../indexer/startIndexer.ts";
import type { BlockUpdate } from "../../indexer/sync/BlockUpdate.ts";
import { DATABASE_CLOCK_MS as NOW } from "../databaseClock.ts";
import { holdLease } from "./holdLease.ts";

const LEASE_NAME = "indexer";
const LEASE_MS = 15_000;
const POLL_MS = 1_000;

/** What the replica that indexes tells the others. */
type Note = { readonly chainBlock: number; readonly healthy: boolean; readonly code: string | null };

/**
 * The indexer of a replica on a shared database: one replica indexes, by lease, and the others follow the position that it writes. When the one that
 * indexes ends, another takes over within a lease (15 s), at once when it was stopped. A follower is unhealthy while nobody indexes, or the one that
 * does says that it is. Throws as startIndexer does.
 */
export async function startSharedIndexer(options: IndexerOptions & { leaseMs?: number }): Promise<Indexer> {
  const { database, logger, pollMilliseconds = POLL_MS, leaseMs = LEASE_MS } = options;
  const { schema, fingerprint, startBlock } = await loadSubgraph(options.subgraphDir, options.deployment);
  const listeners = new Set<(update: BlockUpdate) => void>();
  const tell = (update: BlockUpdate) => {
    for (const listener of listeners) listener(update);
  };
  let own: Indexer | null = null;
  let seen: IndexerStatus = {
    chainBlock: 0,
    indexedBlock: startBlock - 1,
    lagBlocks: 0,
    healthy: false,
    error: null,
  };

  /** Reads what the other one wrote. */
  const look = async (): Promise<void> => {
    const [row] = await database.query<{
      number: number;
      hash: string | null;
      fingerprint: string;
      led: boolean | null;
      note: Note | null;
    }>(
      `SELECT c.number, c.hash, c.fingerprint, l.until > ${NOW} AS led, l.note
       FROM indexer.cursor c LEFT JOIN gateway.lease l ON l.name = $1`,
      [LEASE_NAME],
    );
    if (row === undefined || own !== null) return;
    const before = seen.indexedBlock;
    seen = followerStatus(row.number, row.led === true && row.fingerprint === fingerprint, row.note);
    if (row.number !== before)
      tell({ number: row.number, hash: row.hash, isRevert: row.number < before, changed: [] });
  };

  const lease = await holdLease({
    database,
    name: LEASE_NAME,
    holder: randomUUID(),
    leaseMs,
    log: logger,
    async gained() {
      own = await startIndexer(options);
      own.onBlock(tell);
      const { indexedBlock } = own.status();
      if (indexedBlock !== seen.indexedBlock)
        tell({ number: indexedBlock, hash: null, isRevert: false, changed: [] });
    },
    async lost() {
      const ending = own;
      if (ending === null) return;
      seen = { ...ending.status(), healthy: false };
      await ending.stop();
      own = null;
    },
    note: (): Note | null => {
      const status = own?.status();
      return status === undefined
        ? null
        : { chainBlock: status.chainBlock, healthy: status.healthy, code: status.error?.code ?? null };
    },
  });
  const stopping = new AbortController();
  const following = (async () => {
    while (!stopping.signal.aborted) {
      // Until the first replica has made them, the tables are not there.
      if (own === null) await look().catch(() => undefined);
      await pause(pollMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();

  return {
    schema,
    fingerprint,
    status: () => own?.status() ?? seen,
    onBlock: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopping.abort();
      await following;
      await lease.stop();
    },
  };
}

function followerStatus(indexedBlock: number, isLed: boolean, note: Note | null): IndexerStatus {
  const chainBlock = Math.max(note?.chainBlock ?? 0, indexedBlock);
  const healthy = isLed && (note?.healthy ?? true);
  const code = note?.code ?? null;
  const error =
    healthy || code === null || !isErrorCode(code)
      ? null
      : new SymbolonError(code, { block: indexedBlock + 1, reason: "the replica that indexes says so" });
  return { chainBlock, indexedBlock, lagBlocks: chainBlock - indexedBlock, healthy, error };
}
