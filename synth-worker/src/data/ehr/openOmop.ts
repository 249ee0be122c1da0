import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import { emptyTables } from "../../ehr/omop/emptyTables.ts";
import type { OmopColumn } from "../../ehr/omop/omopColumn.ts";
import {
  columnsOf,
  OMOP_TABLE_NAMES,
  type OmopTableName,
  type OmopTables,
} from "../../ehr/omop/omopTables.ts";
import { type DuckDb, openDuckDb } from "../openDuckDb.ts";
import { sqlName, sqlText } from "../sql.ts";
import { SQL_TYPES } from "./sqlTypes.ts";

/** OMOP tables in DuckDB, read by people. */
export type OmopSource = {
  /** All rows of some people at a time, in the order of their ids; vocabulary tables and cdm_source come with each batch. */
  batches(people: number): AsyncGenerator<OmopTables>;
  /** Rows whose person is not in person, and keys used twice, by table: a batch cannot see them. */
  strays(): Promise<
    readonly { readonly table: OmopTableName; readonly orphans: number; readonly duplicates: number }[]
  >;
  close(): Promise<void>;
};

const SHARED = ["concept", "vocabulary", "domain", "concept_class", "cdm_source"] as const;

/**
 * Loads OMOP tables from a folder with a CSV or Parquet file per table (person.csv, person.parquet) into DuckDB, in a temporary folder, with bounded memory.
 * Tables without a file are empty; columns OMOP does not have are not read. Throws E1005 for no person table or a cell that is not of its column's type, E1001
 * for a required column that is missing.
 */
export async function openOmop(folder: string): Promise<OmopSource> {
  const db = await openDuckDb({ memoryMiB: 512 });
  try {
    for (const table of OMOP_TABLE_NAMES) await loadTable(db, folder, table);
    return omopSource(db);
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function loadTable(db: DuckDb, folder: string, table: OmopTableName): Promise<void> {
  const parquet = join(folder, `${table}.parquet`);
  const csv = join(folder, `${table}.csv`);
  const isFile = (path: string) =>
    stat(path).then(
      (info) => info.isFile(),
      () => false,
    );
  const columns = Object.entries(columnsOf(table));
  const path = (await isFile(parquet)) ? parquet : (await isFile(csv)) ? csv : null;
  if (path === null) {
    if (table === "person")
      throw new SymbolonError("E1005", { file: basename(csv), reason: "there is no person table" });
    const typed = columns.map(([name, { type }]) => `${sqlName(name)} ${SQL_TYPES[type]}`);
    await db.run(`CREATE TABLE ${sqlName(table)} (${typed.join(", ")})`);
    return;
  }
  const file = basename(path);
  const from =
    path === parquet
      ? `read_parquet(${sqlText(path)})`
      : `read_csv(${sqlText(path)}, header = true, all_varchar = true, nullstr = '', strict_mode = true, null_padding = false)`;
  await createTyped(db, table, columns, from, file);
}

/** Makes a table with OMOP's columns and types of what `from` holds under the same names, in whatever case. */
async function createTyped(
  db: DuckDb,
  table: OmopTableName,
  columns: readonly (readonly [string, OmopColumn])[],
  from: string,
  file: string,
): Promise<void> {
  try {
    const found = new Map(
      (await db.query(`DESCRIBE SELECT * FROM ${from}`)).map(([name]) => [
        String(name).toLowerCase(),
        String(name),
      ]),
    );
    const cells = columns.map(([name, { type, isRequired }]) => {
      const own = found.get(name);
      if (own === undefined && isRequired) throw new SymbolonError("E1001", { column: name, file });
      return `CAST(${own === undefined ? "NULL" : sqlName(own)} AS ${SQL_TYPES[type]}) AS ${sqlName(name)}`;
    });
    await db.run(`CREATE TABLE ${sqlName(table)} AS SELECT ${cells.join(", ")} FROM ${from}`);
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause;
    // The cause may quote a cell, so it is not passed on.
    throw new SymbolonError("E1005", {
      file,
      reason: "it is not a table, or a cell is not of its column's type",
    });
  }
}

/** A source over tables that are in DuckDB already. close() ends the database. */
function omopSource(db: DuckDb): OmopSource {
  const select = async (table: OmopTableName, where: string) => {
    const columns = Object.entries(columnsOf(table));
    const cells = columns.map(([name, { type }]) => readable(name, type));
    const key = columns.find(([, { isKey }]) => isKey)?.[0];
    const order = key === undefined ? "" : ` ORDER BY ${sqlName(key)}`;
    const rows = await db.query(`SELECT ${cells.join(", ")} FROM ${sqlName(table)} ${where}${order}`);
    return rows.map((row) =>
      Object.fromEntries(
        columns.flatMap(([name], i) => (row[i] === null || row[i] === undefined ? [] : [[name, row[i]]])),
      ),
    );
  };
  return {
    close: db.close,
    async *batches(people) {
      const shared: Record<string, unknown> = {};
      for (const table of SHARED) shared[table] = await select(table, "");
      const bounds = await db.query(
        `SELECT min(person_id)::DOUBLE, max(person_id)::DOUBLE FROM
           (SELECT person_id, (ROW_NUMBER() OVER (ORDER BY person_id) - 1) // ${people} AS part FROM (SELECT DISTINCT person_id FROM person))
         GROUP BY part ORDER BY part`,
      );
      for (const [from, to] of bounds) {
        const where = `WHERE person_id BETWEEN ${from} AND ${to}`;
        const tables: Record<string, unknown> = { ...emptyTables(), ...shared };
        for (const table of OMOP_TABLE_NAMES)
          if (table === "episode_event")
            tables[table] = await select(
              table,
              `WHERE episode_id IN (SELECT episode_id FROM episode ${where})`,
            );
          else if ("person_id" in columnsOf(table)) tables[table] = await select(table, where);
        yield tables as unknown as OmopTables;
      }
    },
    async strays() {
      const found = [];
      for (const table of OMOP_TABLE_NAMES) {
        const columns = columnsOf(table);
        const key = Object.keys(columns).find((name) => columns[name]!.isKey);
        const [[duplicates = 0] = []] =
          key === undefined
            ? []
            : await db.query(
                `SELECT (count(*) - count(DISTINCT ${sqlName(key)}))::DOUBLE FROM ${sqlName(table)}`,
              );
        const [[orphans = 0] = []] =
          "person_id" in columns && table !== "person"
            ? await db.query(
                `SELECT count(*)::DOUBLE FROM ${sqlName(table)} WHERE person_id IS NULL OR person_id NOT IN (SELECT person_id FROM person)`,
              )
            : table === "episode_event"
              ? await db.query(
                  "SELECT count(*)::DOUBLE FROM episode_event WHERE episode_id NOT IN (SELECT episode_id FROM episode)",
                )
              : [];
        if (Number(orphans) + Number(duplicates) > 0)
          found.push({ table, orphans: Number(orphans), duplicates: Number(duplicates) });
      }
      return found;
    },
  };
}

function readable(name: string, type: OmopColumn["type"]): string {
  const column = sqlName(name);
  if (type === "date") return `strftime(${column}, '%Y-%m-%d')`;
  if (type === "datetime") return `strftime(${column}, '%Y-%m-%dT%H:%M:%S')`;
  // Keys beyond 2^53 would lose digits as numbers; no site has as many rows.
  return type === "integer" ? `CAST(${column} AS DOUBLE)` : column;
}
