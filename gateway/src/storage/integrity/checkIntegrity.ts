import { keepReplicas } from "../replicas/keepReplicas.ts";
import { replicaTable } from "../replicas/replicaTable.ts";
import type { StorageContext } from "../storageContext.ts";
import { checkReplica, type ReplicaFault } from "./checkReplica.ts";

const SAMPLE_SECONDS = 86_400;
const WHOLE_SECONDS = 30 * 86_400;
const AT_ONCE = 50;

/** What one round found. */
export type IntegrityRound = {
  readonly checked: number;
  readonly damaged: number;
  readonly repaired: number;
};

type Due = { readonly cid: string; readonly backend: string; readonly verified_at: number };

/**
 * Checks the replicas that waited longest: a sample every day, the whole file every 30 days. A damaged replica is written to
 * gateway.integrity_finding and replaced, from another back end, at the same one or at the next in its order; the finding closes when the
 * content has its number of replicas again. A back end that does not answer is a finding too, but its replica is not given up.
 */
export async function checkIntegrity(context: StorageContext, limit = AT_ONCE): Promise<IntegrityRound> {
  const { database, metrics } = context;
  const now = context.now();
  const due = await database.query<Due>(
    `SELECT r.cid, r.backend, r.verified_at FROM gateway.pin_replica r JOIN gateway.stored_content c USING (cid)
     WHERE r.state = 'pinned' AND NOT c.ending AND r.backend = ANY($1::text[]) AND r.sampled_at <= $2
     ORDER BY r.sampled_at, r.cid, r.backend LIMIT $3`,
    [context.backends.map(({ name }) => name), now - SAMPLE_SECONDS, limit],
  );
  let damaged = 0;
  let repaired = 0;
  for (const { cid, backend: name, verified_at } of due) {
    const backend = context.backends.find((each) => each.name === name)!;
    const extent = verified_at <= now - WHOLE_SECONDS ? "whole" : "sample";
    const fault = await checkReplica(backend, cid, extent);
    metrics.count("symbolon_storage_checks_total", { backend: name, outcome: fault?.kind ?? "sound" });
    await noteCheck(context, { cid, backend: name, extent }, fault);
    if (fault === null || fault.kind === "unreachable") continue;
    damaged += 1;
    await replicaTable(database).failed(cid, name, "lost", fault.detail, 0);
    if ((await keepReplicas(context, cid)) < context.replicas) continue;
    await database.query(
      "UPDATE gateway.integrity_finding SET repaired_at = $2 WHERE cid = $1 AND repaired_at IS NULL AND kind <> 'unreachable'",
      [cid, context.now()],
    );
    repaired += 1;
  }
  return { checked: due.length, damaged, repaired };
}

async function noteCheck(
  { database, now }: StorageContext,
  check: { readonly cid: string; readonly backend: string; readonly extent: "sample" | "whole" },
  fault: ReplicaFault | null,
): Promise<void> {
  const { cid, backend, extent } = check;
  await database.query(
    `UPDATE gateway.pin_replica SET sampled_at = $3, verified_at = CASE WHEN $4 THEN $3 ELSE verified_at END
     WHERE cid = $1 AND backend = $2`,
    [cid, backend, now(), extent === "whole" && fault === null],
  );
  if (fault !== null)
    await database.query(
      `INSERT INTO gateway.integrity_finding (cid, backend, kind, detail, found_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (cid, backend, kind) WHERE repaired_at IS NULL DO NOTHING`,
      [cid, backend, fault.kind, fault.detail.slice(0, 500), now()],
    );
  else
    await database.query(
      "UPDATE gateway.integrity_finding SET repaired_at = $3 WHERE cid = $1 AND backend = $2 AND repaired_at IS NULL",
      [cid, backend, now()],
    );
}
