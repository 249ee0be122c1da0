import { SymbolonError } from "@symbolon/protocol";
import type { Database, Queryable } from "../../database/Database.ts";
import { tableOf } from "../manifest/createTablesSql.ts";
import type { DerivedField, EntitySchema, EntityType } from "../manifest/EntitySchema.ts";
import type { EntityData } from "../wasm/StoreValue.ts";
import type { BlockRef, Cursor } from "./blockTables.ts";
import { CursorMoved } from "./CursorMoved.ts";
import { entityToJson, rowToEntity, selectColumns } from "./rowCodec.ts";

/** Final state of each entity a block changed, by type and id; null is removed. */
export type BlockChanges = ReadonlyMap<string, ReadonlyMap<string, EntityData | null>>;

/** Notes a block, moves the cursor to it and forgets what is too old to be taken back, in one round trip. */
const MOVE_CURSOR = `
WITH noted AS (
  INSERT INTO indexer.block VALUES ($1, $2) ON CONFLICT (number) DO UPDATE SET hash = EXCLUDED.hash
), forgotten_blocks AS (
  DELETE FROM indexer.block WHERE number < $3
), forgotten_undo AS (
  DELETE FROM indexer.undo WHERE block < $3
)
UPDATE indexer.cursor SET number = $1, hash = $2`;

/**
 * Entity rows over SQL. A block's writes, its undo log and the cursor go into one transaction, so the index is always
 * at the end of a block, whenever the process dies.
 */
export class EntityStore {
  readonly #database: Database;
  readonly #schema: EntitySchema;
  readonly #fingerprint: string;

  /** @param fingerprint of the subgraph that made the tables (see openTables) */
  constructor(database: Database, schema: EntitySchema, fingerprint: string) {
    this.#database = database;
    this.#schema = schema;
    this.#fingerprint = fingerprint;
  }

  /** @throws TypeError for a type that is not in the schema */
  type(name: string): EntityType {
    const type = this.#schema.get(name);
    if (!type) throw new TypeError(`the schema has no entity ${name}`);
    return type;
  }

  async load(typeName: string, id: string): Promise<EntityData | null> {
    const type = this.type(typeName);
    const sql = `SELECT ${selectColumns(type)} FROM ${tableOf(type)} WHERE "id" = $1`;
    const [row] = await this.#database.query(sql, [id]);
    return row ? rowToEntity(type, row) : null;
  }

  /** Entities that point at `id` through the reference behind a derived field. */
  async loadRelated(derived: DerivedField, id: string): Promise<EntityData[]> {
    const type = this.type(derived.type);
    const field = type.fields.get(derived.field);
    if (!field) throw new TypeError(`the schema has no field ${derived.type}.${derived.field}`);
    const match = field.isList ? `$1 = ANY("${field.column}")` : `"${field.column}" = $1`;
    const sql = `SELECT ${selectColumns(type)} FROM ${tableOf(type)} WHERE ${match}`;
    return (await this.#database.query(sql, [id])).map((row) => rowToEntity(type, row));
  }

  /**
   * Writes a block and moves the cursor to it.
   * @param from where the cursor is expected; two processes on one database take turns that way
   * @param keepBlocks how many blocks below it can still be taken back
   * @throws CursorMoved when another process was faster
   */
  async commit(from: Cursor, block: BlockRef, changes: BlockChanges, keepBlocks: number): Promise<void> {
    await this.#database.transaction(async (sql) => {
      await this.#lockCursor(sql, from);
      for (const [name, entities] of changes)
        await writeEntities(sql, this.type(name), block.number, entities);
      await sql.query(MOVE_CURSOR, [block.number, block.hash, block.number - keepBlocks]);
    });
  }

  /** Hash of the chain's block 0 when the index began; `seen` is kept when it is the first. */
  async genesis(seen: string): Promise<string> {
    const [row] = await this.#database.query<{ genesis: string }>(
      "UPDATE indexer.cursor SET genesis = coalesce(genesis, $1) RETURNING genesis",
      [seen],
    );
    return row?.genesis ?? seen;
  }

  /** Blocks that can be returned to, newest first. */
  knownBlocks(): Promise<BlockRef[]> {
    return this.#database.query("SELECT number, hash FROM indexer.block ORDER BY number DESC");
  }

  /** Takes back every block above `ancestor`, which must be one of knownBlocks. @throws CursorMoved */
  async revertTo(from: Cursor, ancestor: BlockRef): Promise<Cursor> {
    await this.#database.transaction(async (sql) => {
      await this.#lockCursor(sql, from);
      for (const type of this.#schema.values()) await revertEntities(sql, type, ancestor.number);
      await sql.query("DELETE FROM indexer.undo WHERE block > $1", [ancestor.number]);
      await sql.query("DELETE FROM indexer.block WHERE number > $1", [ancestor.number]);
      await sql.query("UPDATE indexer.cursor SET number = $1, hash = $2", [ancestor.number, ancestor.hash]);
    });
    return ancestor;
  }

  /** @throws CursorMoved when the index stands elsewhere; SymbolonError E9011 when it is another subgraph's */
  expectCursor(expected: Cursor): Promise<void> {
    return this.#checkCursor(this.#database, expected, "");
  }

  #lockCursor(sql: Queryable, expected: Cursor): Promise<void> {
    return this.#checkCursor(sql, expected, "FOR UPDATE");
  }

  async #checkCursor(sql: Queryable, expected: Cursor, lock: "" | "FOR UPDATE"): Promise<void> {
    const [row] = await sql.query<{ fingerprint: string; number: number; hash: string | null }>(
      `SELECT fingerprint, number, hash FROM indexer.cursor ${lock}`,
    );
    if (row?.fingerprint !== this.#fingerprint)
      throw new SymbolonError("E9011", { reason: "another subgraph or deployment took over its tables" });
    if (row.number !== expected.number || row.hash !== expected.hash)
      throw new CursorMoved({ number: row.number, hash: row.hash });
  }
}

async function writeEntities(
  sql: Queryable,
  type: EntityType,
  blockNumber: number,
  entities: ReadonlyMap<string, EntityData | null>,
): Promise<void> {
  await sql.query(
    `INSERT INTO indexer.undo (block, entity, id, previous)
     SELECT $1, $2, changed.id, to_jsonb(present)
     FROM jsonb_array_elements_text($3::jsonb) AS changed(id)
     LEFT JOIN ${tableOf(type)} AS present ON present."id" = changed.id`,
    [blockNumber, type.name, JSON.stringify([...entities.keys()])],
  );
  const removed = [...entities].filter(([, entity]) => entity === null).map(([id]) => id);
  if (removed.length > 0)
    await sql.query(
      `DELETE FROM ${tableOf(type)} WHERE "id" IN (SELECT jsonb_array_elements_text($1::jsonb))`,
      [JSON.stringify(removed)],
    );
  const rows = [...entities.values()].flatMap((entity) =>
    entity === null ? [] : [entityToJson(type, entity, blockNumber)],
  );
  if (rows.length > 0)
    await sql.query(upsertSql(type, "jsonb_array_elements($1::jsonb)"), [JSON.stringify(rows)]);
}

/** A value before the first reverted block is the one that comes back; no value means the entity goes. */
async function revertEntities(sql: Queryable, type: EntityType, ancestor: number): Promise<void> {
  const first = `SELECT DISTINCT ON (id) id, previous FROM indexer.undo
    WHERE entity = $1 AND block > $2 ORDER BY id, block`;
  await sql.query(
    `DELETE FROM ${tableOf(type)} WHERE "id" IN (SELECT id FROM (${first}) AS f WHERE previous IS NULL)`,
    [type.name, ancestor],
  );
  await sql.query(upsertSql(type, `(SELECT previous FROM (${first}) AS f WHERE previous IS NOT NULL)`), [
    type.name,
    ancestor,
  ]);
}

/** Upserts rows given as JSON objects, so that both adapters bind one text and no arrays. */
function upsertSql(type: EntityType, source: string): string {
  const columns = [...type.fields.values()].filter(({ name }) => name !== "id").map(({ column }) => column);
  const updates = [...columns, "block_number"].map((column) => `"${column}" = EXCLUDED."${column}"`);
  const table = tableOf(type);
  return `INSERT INTO ${table} SELECT record.* FROM ${source} AS given(json),
    LATERAL jsonb_populate_record(NULL::${table}, given.json) AS record
    ON CONFLICT ("id") DO UPDATE SET ${updates.join(", ")}`;
}
