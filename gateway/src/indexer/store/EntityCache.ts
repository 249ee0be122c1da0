import type { EntityData } from "../wasm/StoreValue.ts";
import type { EntityChanges } from "./EntityChanges.ts";

const MAX_ENTITIES = 20_000;

/**
 * The entities that were read or written last, as the database has them. Valid as long as nobody else moves the index:
 * whoever finds that out clears it.
 */
export class EntityCache {
  readonly #entities = new Map<string, EntityData>();

  /** Undefined when it is not here, whether or not it exists. */
  get(type: string, id: string): EntityData | undefined {
    const key = keyOf(type, id);
    const entity = this.#entities.get(key);
    if (entity !== undefined) this.#put(key, entity);
    return entity;
  }

  set(type: string, id: string, entity: EntityData): void {
    this.#put(keyOf(type, id), entity);
  }

  /** Takes over what was committed; types for which `isKept` is false are left out. */
  apply(changes: EntityChanges, isKept: (type: string) => boolean): void {
    for (const [type, entities] of changes)
      for (const [id, { entity }] of entities)
        if (entity === null) this.#entities.delete(keyOf(type, id));
        else if (isKept(type)) this.#put(keyOf(type, id), entity);
  }

  clear(): void {
    this.#entities.clear();
  }

  /** A Map keeps the order of insertion: the first key is the one that was not needed for longest. */
  #put(key: string, entity: EntityData): void {
    this.#entities.delete(key);
    this.#entities.set(key, entity);
    if (this.#entities.size > MAX_ENTITIES) this.#entities.delete(this.#entities.keys().next().value!);
  }
}

function keyOf(type: string, id: string): string {
  return `${type}\0${id}`;
}
