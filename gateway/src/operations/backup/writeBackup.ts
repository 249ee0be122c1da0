import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Deployment, SymbolonError } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";
import type { BackupHeader, BackupLine } from "./backupFormat.ts";
import type { PinnedContent } from "./pinnedContent.ts";
import { tablesToBackup } from "./tablesToBackup.ts";

const ROWS_AT_ONCE = 200;
const PART_BYTES = 393_216;
/** More than an upload may have (IPFS_MAX_UPLOAD_BYTES is 256 MiB unless set). */
const MAX_CONTENT_BYTES = 2 ** 31;
const KEYS_LIVE_MS = 7 * 86_400_000;

/** What a backup is made of. The index is not: it is made again from the chain. */
export type BackupSource = {
  readonly database: Database;
  readonly content: PinnedContent;
  readonly deployment: Deployment;
};

/** What went into the file; `unreadable` are pins whose content the node could not give. */
export type BackupReport = {
  readonly file: string;
  readonly kind: BackupHeader["kind"];
  readonly tables: number;
  readonly rows: number;
  readonly pins: number;
  readonly unreadable: readonly string[];
  readonly sha256: string;
};

/**
 * Writes a backup to `file` (gzip of JSON lines, readable by its owner only), while the hub runs. All rows are as of one moment (one read-only
 * transaction, REPEATABLE READ); pins are listed after it, so whatever a row names is among them. The content of an embedded node is in the file,
 * of any other node only its pins. `keys` writes the key tables alone. The file appears when it is whole. Throws E8002, E5004.
 */
export async function writeBackup(
  source: BackupSource,
  file: string,
  kind: BackupHeader["kind"],
): Promise<BackupReport> {
  // Of this call alone: two backups at once to one file must not write into one another.
  const partial = `${file}.${randomBytes(6).toString("hex")}.partial`;
  const gzip = createGzip();
  const target = gzip.pipe(createWriteStream(partial, { mode: 0o600, flush: true }));
  // Both ends are waited for below; an error in between must not end the process.
  const written = finished(target).catch((cause: unknown) => {
    throw new SymbolonError("E8002", { path: partial, reason: String(cause) }, { cause });
  });
  written.catch(() => undefined);
  const hash = createHash("sha256");
  const emit = async (line: BackupHeader | BackupLine): Promise<void> => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    if (!gzip.write(text)) await Promise.race([once(gzip, "drain"), written]);
  };
  try {
    const { tables, rows } = await dumpTables(source, kind, emit);
    const { pins, unreadable } =
      kind === "data" ? await dumpContent(source.content, emit) : { pins: 0, unreadable: [] };
    const sha256 = hash.copy().digest("hex");
    await emit({ end: { rows, pins }, sha256 });
    gzip.end();
    await written;
    await rename(partial, file);
    return { file, kind, tables, rows, pins, unreadable, sha256 };
  } catch (cause) {
    gzip.destroy();
    target.destroy();
    // A file whose opening is still under way is made nonetheless: it is deleted when it is closed.
    await written.catch(() => undefined);
    await rm(partial, { force: true });
    throw cause;
  }
}

type Emit = (line: BackupHeader | BackupLine) => Promise<void>;

async function dumpTables({ database, deployment }: BackupSource, kind: BackupHeader["kind"], emit: Emit) {
  return await database.transaction(async (sql) => {
    await sql.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const tables = await tablesToBackup(sql, kind);
    const now = Date.now();
    await emit({
      format: "symbolon-backup/1",
      kind,
      madeAt: new Date(now).toISOString(),
      expiresAt: kind === "keys" ? new Date(now + KEYS_LIVE_MS).toISOString() : null,
      chainId: deployment.chainId,
      market: deployment.contracts.market,
      tables,
    });
    let rows = 0;
    for (const { name, columns } of tables) {
      const texts = columns.map((column) => `"${column.name}"::text`).join(", ");
      await sql.query(
        `DECLARE dump CURSOR FOR SELECT json_build_array(${texts}) AS row FROM gateway."${name}"`,
      );
      for (;;) {
        const page = await sql.query<{ row: (string | null)[] }>(`FETCH ${ROWS_AT_ONCE} FROM dump`);
        if (page.length > 0) await emit({ table: name, rows: page.map(({ row }) => row) });
        rows += page.length;
        if (page.length < ROWS_AT_ONCE) break;
      }
      await sql.query("CLOSE dump");
    }
    return { tables: tables.length, rows };
  });
}

async function dumpContent(content: PinnedContent, emit: Emit) {
  const cids = await content.pins();
  const unreadable: string[] = [];
  for (const cid of cids) {
    const bytes = content.isOwn ? await wholeContent(content, cid) : null;
    if (content.isOwn && bytes === null) unreadable.push(cid);
    await emit({ pin: cid, sizeBytes: bytes?.length ?? null });
    for (let offset = 0; bytes !== null && offset < bytes.length; offset += PART_BYTES)
      await emit({ part: Buffer.from(bytes.subarray(offset, offset + PART_BYTES)).toString("base64") });
  }
  return { pins: cids.length, unreadable };
}

/** Null where a block is missing or changed: one spoilt file must not make backups impossible. */
async function wholeContent({ store }: PinnedContent, cid: string): Promise<Uint8Array | null> {
  try {
    return await store.get(cid, { limitBytes: MAX_CONTENT_BYTES });
  } catch (error) {
    if (error instanceof SymbolonError && ["E5001", "E5002", "E9009"].includes(error.code)) return null;
    throw error;
  }
}
