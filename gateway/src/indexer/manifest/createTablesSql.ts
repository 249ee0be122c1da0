import type { EntityField, EntitySchema, EntityType, FieldKind } from "./EntitySchema.ts";

/** SQL schema that holds one table per entity type. */
export const ENTITY_SCHEMA = "subgraph";

const SQL_TYPES: Record<FieldKind, string> = {
  String: "text",
  Bytes: "text",
  BigInt: "numeric",
  BigDecimal: "numeric",
  Int: "integer",
  Int8: "bigint",
  Timestamp: "bigint",
  Boolean: "boolean",
};

/** Quoted `subgraph."order"`. */
export function tableOf(type: EntityType): string {
  return `${ENTITY_SCHEMA}."${type.table}"`;
}

function columnSql(field: EntityField): string {
  const type = SQL_TYPES[field.kind] + (field.isList ? "[]" : "");
  if (field.name === "id") return `"id" ${type} PRIMARY KEY`;
  return `"${field.column}" ${type}${field.isRequired ? " NOT NULL" : ""}`;
}

function indexSql(type: EntityType, field: EntityField): string[] {
  if (field.name === "id") return [];
  const on = `ON ${tableOf(type)}`;
  // Nobody looks for rows by the transaction that wrote them, and hashes are dear to keep in order.
  if (/^tx$|Tx$/.test(field.name)) return [];
  if (field.isList) return field.reference ? [`CREATE INDEX ${on} USING gin ("${field.column}")`] : [];
  return field.reference || field.kind === "Bytes" ? [`CREATE INDEX ${on} ("${field.column}")`] : [];
}

/**
 * Statements that make the tables of a schema: one column per stored field and `block_number`, the block of the row's
 * last change. References and Bytes (but hashes of transactions) get an index, because those are what readers look up.
 */
export function createTablesSql(schema: EntitySchema): string {
  const statements = [`CREATE SCHEMA ${ENTITY_SCHEMA}`];
  for (const type of schema.values()) {
    const fields = [...type.fields.values()];
    const columns = [...fields.map(columnSql), `"block_number" bigint NOT NULL`];
    statements.push(`CREATE TABLE ${tableOf(type)} (\n  ${columns.join(",\n  ")}\n)`);
    statements.push(...fields.flatMap((field) => indexSql(type, field)));
  }
  return statements.map((statement) => `${statement};\n`).join("");
}
