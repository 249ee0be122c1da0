import type { Database, Queryable } from "../../database/Database.ts";
import { createTablesSql, ENTITY_SCHEMA } from "../manifest/createTablesSql.ts";
import type { EntitySchema } from "../manifest/EntitySchema.ts";

/** A block by number and hash. */
export type BlockRef = { readonly number: number; readonly hash: string };

/** Where the index stands; hash is null before the first block. */
export type Cursor = { readonly number: number; readonly hash: string | null };

const CREATE = `
CREATE SCHEMA indexer;
CREATE TABLE indexer.cursor (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  fingerprint text NOT NULL,
  number bigint NOT NULL,
  hash text,
  genesis text
);
CREATE TABLE indexer.block (number bigint PRIMARY KEY, hash text NOT NULL);
CREATE TABLE indexer.undo (
  block bigint NOT NULL,
  entity text NOT NULL,
  id text NOT NULL,
  previous jsonb,
  PRIMARY KEY (block, entity, id)
);
`;

const DROP = `DROP SCHEMA IF EXISTS indexer CASCADE; DROP SCHEMA IF EXISTS ${ENTITY_SCHEMA} CASCADE;`;

/**
 * Makes the index's tables, or keeps them when they were made by the same subgraph and deployment. Anything else is
 * dropped: the chain holds the truth, the tables can be made again.
 * @param first the block before the first one to index
 */
export async function openTables(
  database: Database,
  schema: EntitySchema,
  fingerprint: string,
  first: number,
): Promise<Cursor> {
  if (await hasTables(database)) {
    const [row] = await database.query<{ fingerprint: string; number: number; hash: string | null }>(
      "SELECT fingerprint, number, hash FROM indexer.cursor",
    );
    if (row?.fingerprint === fingerprint) return { number: row.number, hash: row.hash };
  }
  return resetTables(database, schema, fingerprint, first);
}

/** Drops and makes the tables; the index starts again. */
export async function resetTables(
  database: Database,
  schema: EntitySchema,
  fingerprint: string,
  first: number,
): Promise<Cursor> {
  const literal = `'${fingerprint.replaceAll("'", "''")}'`;
  // All or nothing: a crash leaves the old tables or the new ones.
  await database.execute(
    `${DROP} ${CREATE} ${createTablesSql(schema)}
     INSERT INTO indexer.cursor (fingerprint, number) VALUES (${literal}, ${Math.trunc(first)});`,
  );
  return { number: first, hash: null };
}

async function hasTables(database: Queryable): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>(
    "SELECT to_regclass('indexer.cursor') IS NOT NULL AS found",
  );
  return row?.found === true;
}
