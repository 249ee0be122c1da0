import type { StorageContext } from "../storageContext.ts";
import { keepReplicas } from "./keepReplicas.ts";

const AT_ONCE = 100;
/** How often content that has all its replicas is looked at again. */
const CALM_SECONDS = 3600;
const RESTLESS_SECONDS = 30;

/** Looks after the content that waited longest, at most `limit` of it; gives how many still lack a replica. */
export async function keepAll(context: StorageContext, limit = AT_ONCE): Promise<number> {
  const { database } = context;
  const due = await database.query<{ cid: string }>(
    "SELECT cid FROM gateway.stored_content WHERE NOT ending AND next_look_at <= $1 ORDER BY next_look_at, cid LIMIT $2",
    [context.now(), limit],
  );
  let lacking = 0;
  for (const { cid } of due) {
    const confirmed = await keepReplicas(context, cid);
    const isKept = confirmed >= context.replicas;
    lacking += isKept ? 0 : 1;
    await database.query("UPDATE gateway.stored_content SET next_look_at = $2 WHERE cid = $1", [
      cid,
      context.now() + (isKept ? CALM_SECONDS : RESTLESS_SECONDS),
    ]);
  }
  return lacking;
}
