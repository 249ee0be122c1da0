import { checkKeyLog, type Hex } from "@symbolon/protocol";
import type { HubAccount } from "../adapters/hubAccount.ts";
import { checkIntegrity } from "./integrity/checkIntegrity.ts";
import { anchorDays } from "./keyLog/anchorDays.ts";
import { closeDays } from "./keyLog/closeDays.ts";
import { dayOf } from "./keyLog/dayOf.ts";
import { readKeyLog } from "./keyLog/readKeyLog.ts";
import { keepAll } from "./replicas/keepAll.ts";
import { registerDocuments } from "./replicas/registerDocuments.ts";
import { endOrders } from "./retention/endOrders.ts";
import type { StorageContext } from "./storageContext.ts";

const INTERVAL_MS = 60_000;

/**
 * Looks after storage at start and every minute, one job after the other: replicas, ends of orders, integrity, the key log's days and anchors.
 * A job that fails is logged, and the next round makes up for it. Gives how to stop, which waits for the running job. `hub` is null for a hub without
 * an account: days of the key log then stay unsigned and unanchored.
 */
export function startStorage(context: StorageContext, hub: HubAccount | null): () => Promise<void> {
  const { database, metrics, log } = context;
  /** Whether the key log was looked over since this process started. */
  let isChecked = false;
  const found = { lacking: 0, overdue: 0, open: 0, keyLogFaults: 0 };
  metrics.gauge("symbolon_storage_lacking_contents", () => found.lacking);
  metrics.gauge("symbolon_storage_overdue_ends", () => found.overdue);
  metrics.gauge("symbolon_storage_open_findings", () => found.open);
  metrics.gauge("symbolon_key_log_faults", () => found.keyLogFaults);
  const jobs: readonly (readonly [name: string, run: () => Promise<void>])[] = [
    [
      "replicas",
      async () => {
        await registerDocuments(database, context.now());
        found.lacking = await keepAll(context);
      },
    ],
    [
      "retention",
      async () => {
        found.overdue = (await endOrders(context)).overdue;
      },
    ],
    [
      "integrity",
      async () => {
        await checkIntegrity(context);
        const [row] = await database.query<{ open: number }>(
          "SELECT count(*)::integer AS open FROM gateway.integrity_finding WHERE repaired_at IS NULL",
        );
        found.open = row?.open ?? 0;
      },
    ],
    [
      "key log",
      async () => {
        const closed = await closeDays({ ...context, hub });
        if (hub !== null) await anchorDays(database, hub, context.now);
        if (closed === 0 && isChecked) return;
        found.keyLogFaults = await faultsOfKeyLog(context);
        isChecked = true;
      },
    ],
  ];
  let isStopped = false;
  let running = Promise.resolve();
  const round = async () => {
    for (const [name, run] of jobs) {
      if (isStopped) return;
      await run().catch((err: unknown) => log.warn({ err, job: name }, "a job of storage failed"));
    }
  };
  const start = () => {
    running = running.then(round);
  };
  start();
  const timer = setInterval(start, INTERVAL_MS);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
    return running;
  };
}

/** What does not fit in this hub's own log, from its first day on; logged, because it means that rows were changed behind its back. */
async function faultsOfKeyLog({ database, chainId, log }: StorageContext): Promise<number> {
  const reader = readKeyLog(database);
  const days = await reader.days();
  const last = days.at(-1)?.document.day ?? "";
  const findings = checkKeyLog(
    days.map(({ document }) => document),
    {
      chainId,
      trusted: new Map<string, Hex>(days.map(({ document, digest }) => [document.day, digest])),
      details: (await reader.details()).filter(({ at }) => dayOf(at) <= last),
    },
  );
  for (const finding of findings) log.error(finding, "the key log does not fit together");
  return findings.length;
}
