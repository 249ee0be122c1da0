import { SymbolonError } from "@symbolon/protocol";
import type { Database, Queryable } from "../../database/Database.ts";
import { tableOf } from "../manifest/createTablesSql.ts";
import type { DerivedField, EntitySchema, EntityType } from "../manifest/EntitySchema.ts";
import type { EntityData } from "../wasm/StoreValue.ts";
import type { BlockRef, Cursor } from "./blockTables.ts";
import { CursorMoved } from "./CursorMoved.ts";
import { EntityCache } from "./EntityCache.ts";
import type { EntityChange, EntityChanges } from "./EntityChanges.ts";
import { entityToJson, rowToEntity, selectColumns } from "./rowCodec.ts";

/** Both adapters bind one text and no arrays. */
const IN_JSON_LIST = "IN (SELECT jsonb_array_elements_text($1::jsonb))";

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

/** Notes a block that is final: nothing below it can be taken back any more. */
const MOVE_FINAL_CURSOR = `
WITH forgotten_blocks AS (
  DELETE FROM indexer.block WHERE number <> $1
), forgotten_undo AS (
  DELETE FROM indexer.undo
), noted AS (
  INSERT INTO indexer.block VALUES ($1, $2) ON CONFLICT (number) DO UPDATE SET hash = EXCLUDED.hash
)
UPDATE indexer.cursor SET number = $1, hash = $2`;

/**
 * Entity rows over SQL. The writes of a block (or of several final ones), the undo log and the cursor go into one
 * transaction, so the index is always at the end of a block, whenever the process dies.
 */
export class EntityStore {
  readonly #database: Database;
  readonly #schema: EntitySchema;
  readonly #fingerprint: string;
  readonly #cache = new EntityCache();

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

  /** The entity if it is in memory; undefined says nothing about the database. */
  cached(typeName: string, id: string): EntityData | undefined {
    return this.#cache.get(typeName, id);
  }

  async load(typeName: string, id: string): Promise<EntityData | null> {
    return (await this.loadMany(typeName, [id])).get(id) ?? null;
  }

  /** Entities by id; what does not exist is left out. */
  async loadMany(typeName: string, ids: readonly string[]): Promise<ReadonlyMap<string, EntityData>> {
    const type = this.type(typeName);
    const sql = `SELECT ${selectColumns(type)} FROM ${tableOf(type)} WHERE "id" ${IN_JSON_LIST}`;
    const found = new Map<string, EntityData>();
    for (const row of await this.#database.query(sql, [JSON.stringify(ids)])) {
      const entity = rowToEntity(type, row);
      found.set(row.id as string, entity);
      this.#cache.set(typeName, row.id as string, entity);
    }
    return found;
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
  async commit(from: Cursor, block: BlockRef, changes: EntityChanges, keepBlocks: number): Promise<void> {
    await this.#write(from, changes, block.number, (sql) =>
      sql.query(MOVE_CURSOR, [block.number, block.hash, block.number - keepBlocks]),
    );
  }

  /** Writes final blocks up to `block`, which then is the only one that can be returned to. @throws CursorMoved */
  async commitFinal(from: Cursor, block: BlockRef, changes: EntityChanges): Promise<void> {
    await this.#write(from, changes, null, (sql) => sql.query(MOVE_FINAL_CURSOR, [block.number, block.hash]));
  }

  async #write(
    from: Cursor,
    changes: EntityChanges,
    undoBlock: number | null,
    moveCursor: (sql: Queryable) => Promise<unknown>,
  ): Promise<void> {
    await this.#database.transaction(async (sql) => {
      await this.#lockCursor(sql, from);
      for (const [name, entities] of changes) {
        await writeEntities(sql, this.type(name), entities, undoBlock);
      }
      await moveCursor(sql);
    });
    this.#cache.apply(changes, (type) => !this.type(type).isImmutable);
  }

  /** Drops what is kept in memory: the rows were changed by someone else. */
  forget(): void {
    this.#cache.clear();
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
    this.forget();
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
    if (row.number === expected.number && row.hash === expected.hash) return;
    this.forget();
    throw new CursorMoved({ number: row.number, hash: row.hash });
  }
}

/** Writes a type's rows; with an undo block the rows as they were are kept under it. */
async function writeEntities(
  sql: Queryable,
  type: EntityType,
  entities: ReadonlyMap<string, EntityChange>,
  undoBlock: number | null,
): Promise<void> {
  const table = tableOf(type);
  const removed = [...entities].filter(([, { entity }]) => entity === null).map(([id]) => id);
  if (removed.length > 0) {
    const gone = `gone AS (DELETE FROM ${table} WHERE "id" ${IN_JSON_LIST} RETURNING *)`;
    const ids = "(SELECT jsonb_array_elements_text($1::jsonb) AS id)";
    await (undoBlock === null
      ? sql.query(`WITH ${gone} SELECT 1`, [JSON.stringify(removed)])
      : sql.query(`WITH ${gone} ${undoSql(type, ids)}`, [JSON.stringify(removed), undoBlock, type.name]));
  }
  const rows = [...entities.values()].flatMap(({ entity, block }) =>
    entity === null ? [] : [entityToJson(type, entity, block)],
  );
  if (rows.length === 0) return;
  const given = `given AS MATERIALIZED (SELECT * FROM json_populate_recordset(NULL::${table}, $1::json))`;
  await (undoBlock === null
    ? sql.query(`WITH ${given} ${upsertSql(type, "given")}`, [JSON.stringify(rows)])
    : sql.query(`WITH ${given}, undone AS (${undoSql(type, "given")}) ${upsertSql(type, "given")}`, [
        JSON.stringify(rows),
        undoBlock,
        type.name,
      ]));
}

/** Keeps rows as they are before the statement changes them: all parts of it see the same table. $2 is the block, $3 the type. */
function undoSql(type: EntityType, changed: string): string {
  return `INSERT INTO indexer.undo (block, entity, id, previous)
    SELECT $2, $3, changed.id, to_jsonb(present) FROM ${changed} AS changed
    LEFT JOIN ${tableOf(type)} AS present ON present."id" = changed.id`;
}

/** A value before the first reverted block is the one that comes back; no value means the entity goes. */
async function revertEntities(sql: Queryable, type: EntityType, ancestor: number): Promise<void> {
  const first = `SELECT DISTINCT ON (id) id, previous FROM indexer.undo
    WHERE entity = $1 AND block > $2 ORDER BY id, block`;
  await sql.query(
    `DELETE FROM ${tableOf(type)} WHERE "id" IN (SELECT id FROM (${first}) AS f WHERE previous IS NULL)`,
    [type.name, ancestor],
  );
  const rows = `(SELECT record.* FROM (${first}) AS f,
    LATERAL jsonb_populate_record(NULL::${tableOf(type)}, f.previous) AS record WHERE f.previous IS NOT NULL)`;
  await sql.query(upsertSql(type, rows), [type.name, ancestor]);
}

/** Upserts whole rows of the type's table. */
function upsertSql(type: EntityType, rows: string): string {
  const columns = [...type.fields.values()].filter(({ name }) => name !== "id").map(({ column }) => column);
  const updates = [...columns, "block_number"].map((column) => `"${column}" = EXCLUDED."${column}"`);
  return `INSERT INTO ${tableOf(type)} SELECT * FROM ${rows} AS given
    ON CONFLICT ("id") DO UPDATE SET ${updates.join(", ")}`;
}
