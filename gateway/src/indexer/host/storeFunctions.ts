import { newEntity, readEntity } from "../wasm/ascStoreValue.ts";
import type { EntityData } from "../wasm/StoreValue.ts";
import { TypeId } from "../wasm/typeIds.ts";
import type { HostContext, HostFunctions } from "./HostContext.ts";

/** `store.*` of graph-ts. */
export function storeFunctions(context: HostContext): HostFunctions {
  const { memory } = context;
  const entityOrNull = (entity: EntityData | null) => (entity === null ? 0 : newEntity(memory, entity));
  return {
    "store.get": (type: number, id: number) =>
      entityOrNull(context.entities.get(memory.readString(type), memory.readString(id))),
    "store.get_in_block": (type: number, id: number) =>
      entityOrNull(context.entities.getInBlock(memory.readString(type), memory.readString(id))),
    "store.loadRelated": (type: number, id: number, field: number) => {
      const related = context.entities.loadRelated(
        memory.readString(type),
        memory.readString(id),
        memory.readString(field),
      );
      return memory.newArray(
        TypeId.ArrayTypedMapEntryStringStoreValue,
        related.map((entity) => newEntity(memory, entity)),
      );
    },
    "store.set": (type: number, id: number, data: number) => {
      context.entities.set(memory.readString(type), memory.readString(id), readEntity(memory, data));
      return undefined;
    },
    "store.remove": (type: number, id: number) => {
      context.entities.remove(memory.readString(type), memory.readString(id));
      return undefined;
    },
  };
}
