import { SymbolonError } from "@symbolon/protocol";
import type { Queryable, Row } from "../../database/Database.ts";
import type { EntityType } from "../manifest/EntitySchema.ts";
import { selectColumns } from "../store/rowCodec.ts";
import { type EntityFilter, entityConditions } from "./entityConditions.ts";
import { entitySource } from "./entitySource.ts";

/** Arguments of a collection, as GraphQL hands them over. */
export type ListArguments = {
  readonly first: number;
  readonly skip: number;
  readonly orderBy?: string | null;
  readonly orderDirection?: "asc" | "desc" | null;
  readonly where?: EntityFilter | null;
};

/** graph-node's limits. */
const MAX_FIRST = 1000;
const MAX_SKIP = 5000;

/**
 * Rows of a type after `block`: filtered, ordered (by id where nothing else is said, and among equals), paged. `among` narrows them to what a
 * list holds. Throws E9007 for more than 1,000 rows or 5,000 skipped ones.
 */
export function readEntities(
  database: Queryable,
  type: EntityType,
  block: number,
  given: ListArguments,
  among: EntityFilter = {},
): Promise<Row[]> {
  const { first, skip, where } = given;
  if (!(first >= 1 && first <= MAX_FIRST)) throw tooMuch(`first is 1 to ${MAX_FIRST}`);
  if (!(skip >= 0 && skip <= MAX_SKIP)) throw tooMuch(`skip is 0 to ${MAX_SKIP}`);
  const params: unknown[] = [block];
  const conditions = [among, where ?? {}].flatMap((filter) => entityConditions(type, filter, params));
  const direction = given.orderDirection === "desc" ? "DESC" : "ASC";
  const field = type.fields.get(given.orderBy ?? "id") ?? type.fields.get("id")!;
  const isText = field.kind === "String" || field.kind === "Bytes";
  params.push(first, skip);
  return database.query(
    `SELECT ${selectColumns(type)} FROM ${entitySource(type)}
     WHERE ${conditions.length === 0 ? "true" : conditions.join(" AND ")}
     ORDER BY e."${field.column}"${isText ? ' COLLATE "C"' : ""} ${direction}, e."id" COLLATE "C" ${direction}
     LIMIT $${params.length - 1} OFFSET $${params.length}`,
    params,
  );
}

function tooMuch(reason: string): SymbolonError {
  return new SymbolonError("E9007", { reason });
}
