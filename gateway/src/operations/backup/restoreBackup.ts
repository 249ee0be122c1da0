import { type Deployment, SymbolonError } from "@symbolon/protocol";
import type { Database, Queryable } from "../../database/Database.ts";
import type { BackupHeader } from "./backupFormat.ts";
import type { PinnedContent } from "./pinnedContent.ts";
import { readBackup } from "./readBackup.ts";
import { tablesToBackup } from "./tablesToBackup.ts";

type BackupTable = BackupHeader["tables"][number];

/** What came back. `missing` are pins whose content neither the backup nor the node has: look for them at other replicas. */
export type RestoreReport = {
  readonly kind: BackupHeader["kind"];
  readonly madeAt: string;
  readonly rows: number;
  readonly pins: number;
  readonly missing: readonly string[];
};

/** Where a backup goes: tables that this version made and that are empty, and a storage node. */
export type RestoreTarget = {
  readonly database: Database;
  readonly content: PinnedContent;
  readonly deployment: Deployment;
};

/**
 * Reads a backup twice: first to check all of it, then to take it over, the rows in one transaction, then the content, each file under the CID it
 * had. A `keys` backup comes after the `data` backup, and only until it expires. Throws E8007 for a file that is damaged, expired, of another
 * deployment or of tables that this version does not have; E8008 where a table holds rows; E5002 and E5004 by the node.
 */
export async function restoreBackup(target: RestoreTarget, file: string): Promise<RestoreReport> {
  const { database, content } = target;
  let header: BackupHeader | undefined;
  await readBackup(
    file,
    async (first) => {
      header = first;
      await checkHeader(target, first);
    },
    async () => {},
  );
  if (header === undefined) throw new SymbolonError("E8007", { reason: "it is empty" });
  const { kind, madeAt, tables } = header;
  const insert = new Map(tables.map((table) => [table.name, insertSql(table)]));
  let rows = 0;
  await database.transaction(async (sql) => {
    for (const { name } of tables) {
      const [row] = await sql.query(`SELECT 1 AS found FROM gateway."${name}" LIMIT 1`);
      if (row !== undefined) throw new SymbolonError("E8008", { path: `Table gateway.${name}` });
    }
    await readBackup(
      file,
      async () => {},
      async (line) => {
        if (!("rows" in line)) return;
        const statement = insert.get(line.table);
        if (statement === undefined)
          throw new SymbolonError("E8007", { reason: `its table ${line.table} is not announced` });
        await sql.query(statement, [JSON.stringify(line.rows)]);
        rows += line.rows.length;
      },
    );
    for (const table of tables) await moveSequences(sql, table);
  });
  return { kind, madeAt, rows, ...(await restoreContent(content, file)) };
}

async function checkHeader({ database, deployment }: RestoreTarget, header: BackupHeader): Promise<void> {
  const refuse = (reason: string) => {
    throw new SymbolonError("E8007", { reason });
  };
  if (header.expiresAt !== null && Date.parse(header.expiresAt) <= Date.now())
    refuse("its keys expired; what was erased since must stay erased");
  if (header.chainId !== deployment.chainId || header.market !== deployment.contracts.market)
    refuse(`it is of the market ${header.market} on chain ${header.chainId}`);
  const present = await tablesToBackup(database, header.kind);
  for (const { name, columns } of header.tables) {
    const table = present.find((candidate) => candidate.name === name);
    if (table === undefined) return refuse(`this version has no table ${name}`);
    const known = new Set(table.columns.map((column) => `${column.name} ${column.type}`));
    const unknown = columns
      .map((column) => `${column.name} ${column.type}`)
      .filter((column) => !known.has(column));
    if (unknown.length > 0) refuse(`this version's table ${name} has no ${unknown.join(", ")}`);
  }
}

/** Inserts rows given as one JSON array of arrays of texts; names and types were compared with this database's own (checkHeader). */
function insertSql({ name, columns }: BackupTable): string {
  const list = columns.map((column) => `"${column.name}"`).join(", ");
  const values = columns.map(({ type }, index) => `(row->>${index})::${type}`).join(", ");
  return `INSERT INTO gateway."${name}" (${list}) OVERRIDING SYSTEM VALUE
    SELECT ${values} FROM json_array_elements($1::json) AS row`;
}

/** Identity columns go on counting behind the rows that came back. */
async function moveSequences(sql: Queryable, { name: table, columns }: BackupTable): Promise<void> {
  for (const { name: column } of columns) {
    const [row] = await sql.query<{ sequence: string | null }>(
      "SELECT pg_get_serial_sequence($1, $2) AS sequence",
      [`gateway."${table}"`, column],
    );
    if (row?.sequence == null) continue;
    await sql.query(
      `SELECT setval($1::regclass, max("${column}")) FROM gateway."${table}" HAVING max("${column}") IS NOT NULL`,
      [row.sequence],
    );
  }
}

async function restoreContent(content: PinnedContent, file: string) {
  const missing: string[] = [];
  let pins = 0;
  let open: { readonly cid: string; readonly sizeBytes: number | null; readonly parts: Buffer[] } | null =
    null;
  const close = async () => {
    const pin = open;
    open = null;
    if (pin === null) return;
    pins += 1;
    if (!(await keep(content, pin.cid, pin.sizeBytes === null ? null : Buffer.concat(pin.parts))))
      missing.push(pin.cid);
  };
  await readBackup(
    file,
    async () => {},
    async (line) => {
      if ("part" in line) open?.parts.push(Buffer.from(line.part, "base64"));
      if (!("pin" in line)) return;
      await close();
      open = { cid: line.pin, sizeBytes: line.sizeBytes, parts: [] };
    },
  );
  await close();
  return { pins, missing };
}

/** False when nobody here has the content. */
async function keep(content: PinnedContent, cid: string, bytes: Buffer | null): Promise<boolean> {
  if (bytes !== null) {
    const added = await content.store.add(bytes);
    if (added.cid !== cid) throw new SymbolonError("E5002", { cid });
    return true;
  }
  return await content.pin(cid).then(
    () => true,
    (error: unknown) => {
      if (error instanceof SymbolonError) return false;
      throw error;
    },
  );
}
