import type { EntityData } from "../wasm/StoreValue.ts";

/** Last state of an entity (null: removed) and the block that gave it. */
export type EntityChange = { readonly entity: EntityData | null; readonly block: number };

/** What one or several blocks changed, by type and id. */
export type EntityChanges = ReadonlyMap<string, ReadonlyMap<string, EntityChange>>;
