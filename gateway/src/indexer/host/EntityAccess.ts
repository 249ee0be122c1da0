import type { EntityData } from "../wasm/StoreValue.ts";

/** The store as one handler call sees it: synchronous, with the writes of the block so far. */
export interface EntityAccess {
  /** Null when it does not exist. @throws PendingLoad when it is not in memory yet */
  get(type: string, id: string): EntityData | null;
  /** Null when this block did not write it. */
  getInBlock(type: string, id: string): EntityData | null;
  /** Entities whose reference behind the derived `field` of (type, id) points at it, by id. @throws PendingLoad */
  loadRelated(type: string, id: string, field: string): EntityData[];
  /** Merges the fields over what exists. @throws TypeError when the result does not fit the schema; PendingLoad */
  set(type: string, id: string, data: EntityData): void;
  remove(type: string, id: string): void;
}
