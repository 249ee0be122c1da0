import { PendingLoad } from "../host/PendingLoad.ts";
import type { HandlerEntities } from "../host/runHandler.ts";
import type { EntityType } from "../manifest/EntitySchema.ts";
import type { EntityData, StoreValue } from "../wasm/StoreValue.ts";
import { checkEntity } from "./checkEntity.ts";
import type { EntityStore } from "./EntityStore.ts";

type Layer = Map<string, Map<string, EntityData | null>>;

function find(layer: Layer, type: string, id: string): EntityData | null | undefined {
  return layer.get(type)?.get(id);
}

function put(layer: Layer, type: string, id: string, entity: EntityData | null): void {
  const entities = layer.get(type) ?? new Map<string, EntityData | null>();
  layer.set(type, entities.set(id, entity));
}

/**
 * Entities during one block, in three layers: rows as the block found them, writes of finished handlers, writes of the
 * handler that runs. A handler that throws takes only its own layer with it.
 */
export class BlockEntities {
  readonly #store: EntityStore;
  readonly #loaded: Layer = new Map();
  readonly #related = new Map<string, EntityData[]>();
  readonly #written: Layer = new Map();

  constructor(store: EntityStore) {
    this.#store = store;
  }

  /** What the block changed, for EntityStore.commit. */
  get changes(): ReadonlyMap<string, ReadonlyMap<string, EntityData | null>> {
    return this.#written;
  }

  /** The view of one attempt to run a handler. */
  openHandler(): HandlerEntities {
    const own: Layer = new Map();
    const get = (type: string, id: string): EntityData | null => {
      const written = find(own, type, id);
      return written === undefined ? this.#get(type, id) : written;
    };
    return {
      get,
      getInBlock: (type, id) => {
        const written = find(own, type, id);
        return (written === undefined ? find(this.#written, type, id) : written) ?? null;
      },
      loadRelated: (type, id, field) => this.#loadRelated(own, type, id, field),
      set: (name, id, data) => {
        const type = this.#store.type(name);
        const complete = this.#complete(type, id, data, get);
        checkEntity(type, id, complete);
        put(own, name, id, complete);
      },
      remove: (type, id) => put(own, this.#store.type(type).name, id, null),
      commit: () => {
        for (const [type, entities] of own)
          for (const [id, entity] of entities) put(this.#written, type, id, entity);
      },
    };
  }

  #get(type: string, id: string): EntityData | null {
    for (const layer of [this.#written, this.#loaded]) {
      const known = find(layer, type, id);
      if (known !== undefined) return known;
    }
    throw new PendingLoad(async () => put(this.#loaded, type, id, await this.#store.load(type, id)));
  }

  /** Fields that were not set keep their value; a write that sets every field needs no look at the old row. */
  #complete(
    type: EntityType,
    id: string,
    data: EntityData,
    get: (type: string, id: string) => EntityData | null,
  ): EntityData {
    const isWhole = [...type.fields.keys()].every((name) => data.has(name));
    const previous = isWhole && !type.isImmutable ? null : get(type.name, id);
    if (previous !== null && type.isImmutable)
      throw new TypeError(`${type.name}[${id}] is immutable and exists already`);
    const merged = new Map<string, StoreValue>([...(previous ?? []), ...data]);
    for (const [name, value] of merged) if (value.kind === "Null") merged.delete(name);
    return merged;
  }

  #loadRelated(own: Layer, typeName: string, id: string, fieldName: string): EntityData[] {
    const derived = this.#store.type(typeName).derived.get(fieldName);
    if (!derived) throw new TypeError(`the schema has no derived field ${typeName}.${fieldName}`);
    const key = `${typeName}\0${id}\0${fieldName}`;
    const stored = this.#related.get(key);
    if (!stored)
      throw new PendingLoad(async () => {
        this.#related.set(key, await this.#store.loadRelated(derived, id));
      });
    const found = new Map(stored.map((entity) => [idOf(entity), entity]));
    for (const layer of [this.#written, own])
      for (const [entityId, entity] of layer.get(derived.type) ?? []) {
        if (entity && pointsAt(entity.get(derived.field), id)) found.set(entityId, entity);
        else found.delete(entityId);
      }
    return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entity]) => entity);
  }
}

function idOf(entity: EntityData): string {
  const id = entity.get("id");
  return id?.kind === "String" || id?.kind === "Bytes" ? id.value : "";
}

function pointsAt(value: StoreValue | undefined, id: string): boolean {
  if (value?.kind === "Array") return value.value.some((item) => pointsAt(item, id));
  return (value?.kind === "String" || value?.kind === "Bytes") && value.value === id;
}
