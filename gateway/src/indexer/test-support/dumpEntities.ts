import type { Database } from "../../database/Database.ts";
import { tableOf } from "../manifest/createTablesSql.ts";
import type { EntitySchema } from "../manifest/EntitySchema.ts";

/** Every row of every entity table, by table name, sorted by id. */
export async function dumpEntities(
  database: Database,
  schema: EntitySchema,
): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = {};
  for (const type of schema.values())
    dump[type.table] = await database.query(`SELECT * FROM ${tableOf(type)} ORDER BY id`);
  return dump;
}
