import { PendingLoad } from "../host/PendingLoad.ts";
import type { HandlerEntities } from "../host/runHandler.ts";
import type { EntityType } from "../manifest/EntitySchema.ts";
import type { EntityData, StoreValue } from "../wasm/StoreValue.ts";
import { checkEntity } from "./checkEntity.ts";
import type { EntityChange, EntityChanges } from "./EntityChanges.ts";
import type { EntityStore } from "./EntityStore.ts";

type Layer<Value> = Map<string, Map<string, Value>>;

function find<Value>(layer: Layer<Value>, type: string, id: string): Value | undefined {
  return layer.get(type)?.get(id);
}

function put<Value>(layer: Layer<Value>, type: string, id: string, value: Value): void {
  const entities = layer.get(type) ?? new Map<string, Value>();
  layer.set(type, entities.set(id, value));
}

/**
 * Entities during one or several blocks, in layers: rows as the first block found them, accepted writes, writes of the
 * handlers since, writes of the handler that runs (a handler that throws takes only these with it).
 *
 * What is not in memory is assumed not to exist, which in most cases is so: an event often makes what it names. The
 * handlers' writes are accepted when `verify` has found every assumption right, with one statement per type for all of
 * them; else the handlers are run again, on what is known then.
 */
export class BatchEntities {
  readonly #store: EntityStore;
  readonly #loaded: Layer<EntityData | null> = new Map();
  readonly #related = new Map<string, EntityData[]>();
  readonly #accepted: Layer<EntityChange> = new Map();
  #written: Layer<EntityChange> = new Map();
  #assumed = new Map<string, Set<string>>();

  constructor(store: EntityStore) {
    this.#store = store;
  }

  /** What the blocks changed, as far as it is accepted, for EntityStore. */
  get changes(): EntityChanges {
    return this.#accepted;
  }

  /** The view of one attempt to run a handler in `block`; blocks come in order. */
  openHandler(block: number): HandlerEntities {
    const own: Layer<EntityData | null> = new Map();
    const get = (type: string, id: string): EntityData | null => {
      const written = find(own, type, id);
      return written === undefined ? this.#get(type, id) : written;
    };
    return {
      get,
      getInBlock: (type, id) => {
        const written = find(own, type, id);
        if (written !== undefined) return written;
        const before = find(this.#written, type, id) ?? find(this.#accepted, type, id);
        return before?.block === block ? before.entity : null;
      },
      loadRelated: (type, id, field) => this.#loadRelated(own, type, id, field),
      set: (name, id, data) => {
        const type = this.#store.type(name);
        const complete = completed(type, id, data, get);
        checkEntity(type, id, complete);
        put(own, name, id, complete);
      },
      remove: (type, id) => put(own, this.#store.type(type).name, id, null),
      commit: () => {
        for (const [type, entities] of own)
          for (const [id, entity] of entities) put(this.#written, type, id, { entity, block });
      },
    };
  }

  /**
   * Looks whether what was assumed since the last call is so. True: the writes since then are accepted. False: they are
   * dropped, and the same handlers will find what is there.
   */
  async verify(): Promise<boolean> {
    let isRight = true;
    for (const [type, ids] of this.#assumed) {
      const found = await this.#store.loadMany(type, [...ids]);
      if (found.size > 0) isRight = false;
      for (const id of ids) put(this.#loaded, type, id, found.get(id) ?? null);
    }
    if (isRight)
      for (const [type, entities] of this.#written)
        for (const [id, change] of entities) put(this.#accepted, type, id, change);
    this.#assumed = new Map();
    this.#written = new Map();
    return isRight;
  }

  #get(type: string, id: string): EntityData | null {
    for (const layer of [this.#written, this.#accepted]) {
      const change = find(layer, type, id);
      if (change !== undefined) return change.entity;
    }
    const known = find(this.#loaded, type, id);
    if (known !== undefined) return known;
    const cached = this.#store.cached(type, id);
    if (cached !== undefined) return cached;
    const ids = this.#assumed.get(type) ?? new Set<string>();
    this.#assumed.set(type, ids.add(id));
    return null;
  }

  #loadRelated(own: Layer<EntityData | null>, typeName: string, id: string, fieldName: string): EntityData[] {
    const derived = this.#store.type(typeName).derived.get(fieldName);
    if (!derived) throw new TypeError(`the schema has no derived field ${typeName}.${fieldName}`);
    const key = `${typeName}\0${id}\0${fieldName}`;
    const stored = this.#related.get(key);
    if (!stored)
      throw new PendingLoad(async () => {
        this.#related.set(key, await this.#store.loadRelated(derived, id));
      });
    const found = new Map(stored.map((entity) => [idOf(entity), entity]));
    const overlay = (entityId: string, entity: EntityData | null) => {
      if (entity && pointsAt(entity.get(derived.field), id)) found.set(entityId, entity);
      else found.delete(entityId);
    };
    for (const layer of [this.#accepted, this.#written])
      for (const [entityId, { entity }] of layer.get(derived.type) ?? []) overlay(entityId, entity);
    for (const [entityId, entity] of own.get(derived.type) ?? []) overlay(entityId, entity);
    return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entity]) => entity);
  }
}

/** Fields that were not set keep their value; a write that sets every field needs no look at the old row. */
function completed(
  type: EntityType,
  id: string,
  data: EntityData,
  get: (type: string, id: string) => EntityData | null,
): EntityData {
  const previous = type.isImmutable || !isWhole(type, data) ? get(type.name, id) : null;
  if (previous !== null && type.isImmutable)
    throw new TypeError(`${type.name}[${id}] is immutable and exists already`);
  const merged = new Map<string, StoreValue>(previous ?? []);
  for (const [name, value] of data)
    if (value.kind === "Null") merged.delete(name);
    else merged.set(name, value);
  return merged;
}

function isWhole(type: EntityType, data: EntityData): boolean {
  for (const name of type.fields.keys()) if (!data.has(name)) return false;
  return true;
}

function idOf(entity: EntityData): string {
  const id = entity.get("id");
  return id?.kind === "String" || id?.kind === "Bytes" ? id.value : "";
}

function pointsAt(value: StoreValue | undefined, id: string): boolean {
  if (value?.kind === "Array") return value.value.some((item) => pointsAt(item, id));
  return (value?.kind === "String" || value?.kind === "Bytes") && value.value === id;
}
