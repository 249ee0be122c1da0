import type { Database, Queryable } from "../../database/Database.ts";
import type { PinBackend } from "../backends/pinBackend.ts";
import type { StorageContext } from "../storageContext.ts";

/** What a killed process says: nothing more gets through. */
export class Killed extends Error {}

/**
 * A context whose process dies at the `at`-th moment: after every statement, every end of a transaction, every call of a back end and of the
 * content store there is one, when it was done and nobody noted it, which is also the one before the next. `isBlown` says whether it came
 * to that.
 */
export function lightFuse(
  context: StorageContext,
  at: number,
): { context: StorageContext; isBlown(): boolean } {
  let moments = 0;
  const moment = () => {
    moments += 1;
    if (moments >= at) throw new Killed(`killed at moment ${at}`);
  };
  const mortal = async <T>(work: () => Promise<T>): Promise<T> => {
    if (moments >= at) moment();
    const result = await work();
    moment();
    return result;
  };
  const queryable = (inner: Queryable): Queryable => ({
    query: (sql, params) => mortal(() => inner.query(sql, params)),
  });
  const database: Database = {
    ...queryable(context.database),
    transaction: (work) => mortal(() => context.database.transaction((inner) => work(queryable(inner)))),
    execute: (sql) => mortal(() => context.database.execute(sql)),
    close: () => context.database.close(),
  };
  const backends: PinBackend[] = context.backends.map((backend) => ({
    ...backend,
    unpin: (cid) => mortal(() => backend.unpin(cid)),
    state: (cid) => mortal(() => backend.state(cid)),
    collectGarbage: () => mortal(() => backend.collectGarbage()),
  }));
  const contentStore = { add: (bytes: Uint8Array) => mortal(() => context.contentStore.add(bytes)) };
  return { context: { ...context, database, backends, contentStore }, isBlown: () => moments >= at };
}
