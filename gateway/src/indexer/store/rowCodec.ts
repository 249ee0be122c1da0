import type { EntityField, EntityType } from "../manifest/EntitySchema.ts";
import { formatDecimal, parseDecimal } from "../wasm/BigDecimal.ts";
import type { EntityData, StoreValue } from "../wasm/StoreValue.ts";

type Json = string | number | boolean | null | Json[];

/** Column list that reads a row without loss: wide integers as text. */
export function selectColumns(type: EntityType): string {
  return [...type.fields.values()]
    .map(({ column, kind, isList }) => {
      const isText = kind === "BigInt" || kind === "BigDecimal" || kind === "Int8" || kind === "Timestamp";
      return isText ? `"${column}"::text${isList ? "[]" : ""} AS "${column}"` : `"${column}"`;
    })
    .join(", ");
}

/** A row selected with selectColumns as entity fields; SQL NULL is left out, as graph-node does. */
export function rowToEntity(type: EntityType, row: Readonly<Record<string, unknown>>): EntityData {
  const entity = new Map<string, StoreValue>();
  for (const field of type.fields.values()) {
    const value = row[field.column];
    if (value === null || value === undefined) continue;
    const read = (item: unknown) => readScalar(field, item);
    entity.set(
      field.name,
      field.isList ? { kind: "Array", value: (value as unknown[]).map(read) } : read(value),
    );
  }
  return entity;
}

function readScalar({ kind }: EntityField, value: unknown): StoreValue {
  switch (kind) {
    case "Int":
      return { kind, value: value as number };
    case "Boolean":
      return { kind: "Bool", value: value as boolean };
    case "BigInt":
    case "Int8":
    case "Timestamp":
      return { kind, value: BigInt(value as string) };
    case "BigDecimal":
      return { kind, value: parseDecimal(value as string) };
    case "String":
    case "Bytes":
      return { kind, value: value as string };
  }
}

/** An entity as the JSON object that `jsonb_populate_record` turns into its row. */
export function entityToJson(
  type: EntityType,
  entity: EntityData,
  blockNumber: number,
): Record<string, Json> {
  const json: Record<string, Json> = { block_number: blockNumber };
  for (const { name, column } of type.fields.values()) json[column] = valueToJson(entity.get(name));
  return json;
}

function valueToJson(value: StoreValue | undefined): Json {
  if (value === undefined || value.kind === "Null") return null;
  switch (value.kind) {
    case "Array":
      return value.value.map(valueToJson);
    case "BigInt":
    case "Int8":
    case "Timestamp":
      return value.value.toString();
    case "BigDecimal":
      return formatDecimal(value.value);
    default:
      return value.value;
  }
}
