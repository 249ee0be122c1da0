import type { EntityData } from "../wasm/StoreValue.ts";
import type { EntityChanges } from "./EntityChanges.ts";

/** Entities of one generation; there are two. */
const GENERATION = 10_000;

/**
 * The entities that were read or written last, as the database has them, at most 20,000. Valid as long as nobody else moves the index:
 * whoever finds that out clears it. When a generation is full it becomes the old one, and what nobody asked for since goes.
 */
export class EntityCache {
  #young = new Map<string, EntityData>();
  #old = new Map<string, EntityData>();

  /** Undefined when it is not here, whether or not it exists. */
  get(type: string, id: string): EntityData | undefined {
    const key = keyOf(type, id);
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#put(key, old);
    return old;
  }

  set(type: string, id: string, entity: EntityData): void {
    this.#put(keyOf(type, id), entity);
  }

  /** Takes over what was committed; types for which `isKept` is false are left out. */
  apply(changes: EntityChanges, isKept: (type: string) => boolean): void {
    for (const [type, entities] of changes)
      for (const [id, { entity }] of entities) {
        const key = keyOf(type, id);
        if (entity === null) {
          this.#young.delete(key);
          this.#old.delete(key);
        } else if (isKept(type)) this.#put(key, entity);
      }
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }

  /** A newer state in the young generation hides the older one. */
  #put(key: string, entity: EntityData): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, entity);
  }
}

function keyOf(type: string, id: string): string {
  return `${type}\0${id}`;
}
