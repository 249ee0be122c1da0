import { documentBytes, MAX_SINGLE_BLOCK_BYTES, parseDocument, SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";
import type { ContentStore } from "../adapters/contentStore.ts";
import type { Database } from "../database/Database.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "./documentKinds.ts";
import { documentStorage, type WantedDocument } from "./documentStorage.ts";
import { searchableSummary } from "./searchableSummary.ts";

const BATCH = 8;
const MAX_DELAY_SECONDS = 300;

/** Verified documents that the index names by digest, fetched once each. */
export type DocumentCache = {
  /** Tells that blocks up to `block` are indexed: new documents are looked for and fetched in the background. */
  onBlock(block: number): void;
  /** Resolves when everything that is due was tried once. */
  settled(): Promise<void>;
  /** Parsed documents by digest; what is not there yet, or is unusable, is left out. */
  load(kind: DocumentKind, digests: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  counts(): Promise<{ readonly cached: number; readonly wanted: number; readonly refused: number }>;
  close(): Promise<void>;
};

/** Parts the cache works with; `now` is unix seconds. */
export type DocumentCacheParts = {
  readonly database: Database;
  readonly contentStore: ContentStore;
  readonly log: Logger;
  now(): number;
};

/**
 * Fetches documents by digest, checks bytes (in the content store) and shape (zod), and keeps them in SQL. What is missing is tried again
 * after 2, 4, 8 ... 300 seconds for as long as the index names it; what is there and does not fit is refused for good, because content under a
 * digest never changes.
 */
export function createDocumentCache({ database, contentStore, log, now }: DocumentCacheParts): DocumentCache {
  const storage = documentStorage(database);
  let fromBlock = 0;
  let discoverUpTo: number | null = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;
  /** Whether summaries that an older version stored are made again. */
  let current = false;

  const fetchOne = async (wanted: WantedDocument): Promise<void> => {
    try {
      const bytes = await contentStore.get(wanted.digest, { limitBytes: MAX_SINGLE_BLOCK_BYTES });
      const body = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      const value: unknown = JSON.parse(body);
      const document = parseDocument(DOCUMENT_KINDS[wanted.kind], value, wanted.kind);
      if (Buffer.compare(documentBytes(value), bytes) !== 0)
        throw new SymbolonError("E1006", {
          document: wanted.kind,
          reason: "not in canonical form (RFC 8785)",
        });
      const summary =
        wanted.kind === "catalogue" ? searchableSummary(DOCUMENT_KINDS.catalogue.parse(document)) : null;
      await storage.keep(wanted, body, summary);
    } catch (error) {
      // E5002 may be one node's broken disk: another copy can be right, so it is tried again like a missing one.
      const retry = error instanceof SymbolonError && (error.retryable || error.code === "E5002");
      if (retry) {
        await storage.postpone(wanted, now() + Math.min(MAX_DELAY_SECONDS, 2 ** (wanted.attempts + 1)));
        return;
      }
      if (!(error instanceof SymbolonError || error instanceof SyntaxError || error instanceof TypeError))
        throw error;
      log.warn({ digest: wanted.digest, kind: wanted.kind, err: error }, "document refused");
      await storage.refuse(wanted, error.message);
    }
  };

  const resummarise = async (): Promise<void> => {
    for (;;) {
      const outdated = closed ? [] : await storage.outdated(BATCH);
      if (outdated.length === 0) return;
      for (const { digest, body } of outdated)
        await storage.resummarise(
          digest,
          searchableSummary(DOCUMENT_KINDS.catalogue.parse(JSON.parse(body))),
        );
    }
  };

  const pass = async (): Promise<void> => {
    if (!current) await resummarise();
    current = !closed;
    if (discoverUpTo !== null) {
      const upTo = discoverUpTo;
      await storage.discover(fromBlock);
      fromBlock = upTo;
      if (discoverUpTo === upTo) discoverUpTo = null;
    }
    for (;;) {
      const due = closed ? [] : await storage.due(now(), BATCH);
      if (due.length === 0) break;
      await Promise.all(due.map(fetchOne));
    }
    const next = closed ? null : await storage.nextAttemptAt();
    clearTimeout(timer);
    if (next !== null) {
      timer = setTimeout(run, Math.max(100, (next - now()) * 1000));
      timer.unref();
    }
  };

  const run = (): void => {
    if (closed) return;
    again = true;
    if (running !== null) return;
    running = (async () => {
      while (again && !closed) {
        again = false;
        await pass();
      }
    })()
      .catch((error: unknown) => {
        log.error({ err: error }, "document cache pass failed");
        clearTimeout(timer);
        timer = setTimeout(run, 5000);
        timer.unref();
      })
      .finally(() => {
        running = null;
        // Asked for after the last look at `again`.
        if (again) run();
      });
  };

  return {
    onBlock(block) {
      // A number that goes back means that the chain was reorganised.
      fromBlock = Math.min(fromBlock, block);
      discoverUpTo = block;
      run();
    },
    async settled() {
      run();
      while (running !== null) await running;
    },
    async load(kind, digests) {
      const bodies = await storage.bodies(kind, digests);
      return new Map([...bodies].map(([digest, body]) => [digest, JSON.parse(body) as unknown]));
    },
    counts: () => storage.counts(),
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
