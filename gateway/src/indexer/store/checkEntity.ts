import type { EntityField, EntityType } from "../manifest/EntitySchema.ts";
import type { EntityData, StoreValue } from "../wasm/StoreValue.ts";

/**
 * Checks an entity against its type, as graph-node does from apiVersion 0.0.8: no unknown field, no wrong type, no
 * required field left out.
 * @throws TypeError naming entity and field
 */
export function checkEntity(type: EntityType, id: string, entity: EntityData): void {
  for (const [name, value] of entity) {
    const field = type.fields.get(name);
    const where = `${type.name}[${id}].${name}`;
    if (!field) throw new TypeError(`${where} is not in the schema`);
    if (!fits(field, value)) throw new TypeError(`${where} cannot hold a ${value.kind}`);
    if (field.values && value.kind === "String" && !field.values.includes(value.value))
      throw new TypeError(`${where} cannot be ${value.value}`);
  }
  for (const field of type.fields.values()) {
    const value = entity.get(field.name);
    if (field.isRequired && (value === undefined || value.kind === "Null"))
      throw new TypeError(`${type.name}[${id}].${field.name} is required and not set`);
  }
}

function fits(field: EntityField, value: StoreValue): boolean {
  if (value.kind === "Null") return true;
  if (!field.isList) return fitsScalar(field, value);
  return value.kind === "Array" && value.value.every((item) => fitsScalar(field, item));
}

function fitsScalar({ kind }: EntityField, value: StoreValue): boolean {
  return kind === "Boolean" ? value.kind === "Bool" : kind === value.kind;
}
