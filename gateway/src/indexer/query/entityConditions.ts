import { SymbolonError } from "@symbolon/protocol";
import type { EntityField, EntityType, FieldKind } from "../manifest/EntitySchema.ts";

/** A `<Type>_filter` of a query, checked against the schema by GraphQL. */
export type EntityFilter = Readonly<Record<string, unknown>>;

const SQL_TYPES: Readonly<Record<FieldKind, string>> = {
  BigDecimal: "numeric",
  BigInt: "numeric",
  Boolean: "boolean",
  Bytes: "text",
  Int: "integer",
  Int8: "bigint",
  String: "text",
  Timestamp: "bigint",
};
const OPERATORS: Readonly<Record<string, string>> = { _gt: ">", _lt: "<", _gte: ">=", _lte: "<=" };
/** Filters of a filter: no client needs more. */
const MAX_DEPTH = 4;

/**
 * SQL of a filter over the alias `e`; values go to `params`. Text compares by code points, as in graph-node's databases. Throws E9009 for a
 * filter that nests deeper than 4, E9009 for a name that is none.
 */
export function entityConditions(
  type: EntityType,
  filter: EntityFilter,
  params: unknown[],
  depth = 0,
): string[] {
  if (depth > MAX_DEPTH) throw unreadable(`filters nest at most ${MAX_DEPTH} deep`);
  return Object.entries(filter).flatMap(([name, value]) => {
    if (name === "and" || name === "or") {
      const parts = ((value ?? []) as EntityFilter[]).map((part) => {
        const conditions = entityConditions(type, part, params, depth + 1);
        return conditions.length === 0 ? "true" : `(${conditions.join(" AND ")})`;
      });
      return parts.length === 0 ? [] : [`(${parts.join(name === "and" ? " AND " : " OR ")})`];
    }
    if (name === "_change_block") {
      if (value == null) return [];
      params.push((value as { number_gte: number }).number_gte);
      return [`e."block_number" >= $${params.length}`];
    }
    const { field, ending } = splitName(type, name);
    return [condition(field, ending, value, params)];
  });
}

function splitName(type: EntityType, name: string): { readonly field: EntityField; readonly ending: string } {
  const whole = type.fields.get(name);
  if (whole !== undefined) return { field: whole, ending: "" };
  for (let at = name.lastIndexOf("_"); at > 0; at = name.lastIndexOf("_", at - 1)) {
    const field = type.fields.get(name.slice(0, at));
    if (field !== undefined) return { field, ending: name.slice(at) };
  }
  throw unreadable(`${type.name} has no filter ${name}`);
}

function condition(field: EntityField, ending: string, value: unknown, params: unknown[]): string {
  const column = `e."${field.column}"`;
  if (value == null) {
    if (ending === "" || ending === "_not") return `${column} IS ${ending === "" ? "" : "NOT "}NULL`;
    throw unreadable(`${field.name}${ending} cannot be null`);
  }
  const sqlType = SQL_TYPES[field.kind];
  const isHex = field.kind === "Bytes";
  params.push(isHex ? lower(value) : value);
  const list = `$${params.length}::${sqlType}[]`;
  if (field.isList) {
    if (ending === "_contains") return `${column} @> ${list}`;
    return `${column} ${ending === "" ? "=" : "IS DISTINCT FROM"} ${list}`;
  }
  if (ending === "_in") return `${column} = ANY(${list})`;
  if (ending === "_not_in") return `NOT ${column} = ANY(${list})`;
  const one = `$${params.length}::${sqlType}`;
  const compared = sqlType === "text" ? `${column} COLLATE "C"` : column;
  switch (ending) {
    case "":
      return `${column} = ${one}`;
    case "_not":
      return `${column} IS DISTINCT FROM ${one}`;
    case "_contains":
      return `position(${one} in ${column}) > 0`;
    case "_starts_with":
      return `starts_with(${column}, ${one})`;
    case "_ends_with":
      return `right(${column}, length(${one})) = ${one}`;
    default:
      return `${compared} ${OPERATORS[ending]} ${one}`;
  }
}

function lower(value: unknown): unknown {
  return Array.isArray(value) ? value.map(lower) : String(value).toLowerCase();
}

function unreadable(reason: string): SymbolonError {
  return new SymbolonError("E9009", { reason });
}
