import type { Queryable } from "../../database/Database.ts";
import type { BackupHeader } from "./backupFormat.ts";

/** Tables that are in no backup: work under way and who does it, which belong to the processes that run. */
const TRANSIENT = new Set(["lease", "migration"]);

/**
 * Tables of the schema `gateway` that belong into a backup of this kind, parents before children of foreign keys. A table whose name ends in `_key`
 * holds keys whose destruction erases data (GDPR Art. 17; gateway/src/consent, gateway/src/storage): it is in no `data` backup, whoever adds it.
 * Sessions, and secrets that make them, are left out of both: a backup must not sign anybody in.
 */
export async function tablesToBackup(
  sql: Queryable,
  kind: BackupHeader["kind"],
): Promise<BackupHeader["tables"]> {
  const columns = await sql.query<{ table_name: string; columns: { name: string; type: string }[] }>(
    `SELECT c.relname AS table_name, jsonb_agg(jsonb_build_object('name', a.attname,
         'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = 'gateway' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
  );
  const references = await sql.query<{ child: string; parent: string }>(
    `SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint f
     JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
     JOIN pg_namespace n ON n.oid = child.relnamespace WHERE f.contype = 'f' AND n.nspname = 'gateway'`,
  );
  const wanted = columns.filter(({ table_name: name }) => kindOf(name) === kind);
  const ordered: BackupHeader["tables"] = [];
  const visit = (name: string) => {
    const table = wanted.find((candidate) => candidate.table_name === name);
    if (table === undefined || ordered.some((done) => done.name === name)) return;
    for (const { child, parent } of references) if (child === name && parent !== name) visit(parent);
    ordered.push({ name, columns: table.columns });
  };
  for (const { table_name: name } of wanted) visit(name);
  return ordered;
}

function kindOf(table: string): BackupHeader["kind"] | null {
  if (TRANSIENT.has(table) || /session|secret/.test(table)) return null;
  return table.endsWith("_key") ? "keys" : "data";
}
