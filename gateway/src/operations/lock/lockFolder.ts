import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SymbolonError } from "@symbolon/protocol";

/** SQLite's SQLITE_BUSY: somebody else holds the lock. */
const BUSY = 5;

/**
 * Takes a data folder for this process and gives how to let go of it. The lock is the operating system's, by way of an exclusive transaction on an
 * empty SQLite file (Node has no file locks of its own): it ends with the process however that ends, so a killed process leaves nothing to clear up,
 * and process ids of other containers do not mislead. The folder must be on a disk with working locks; some network disks have none.
 * Throws E8005 naming the owner when another process has it, E8002 when the folder cannot be written.
 */
export function lockFolder(folder: string): () => void {
  const ownerFile = join(folder, "lock.owner");
  let file: DatabaseSync;
  try {
    mkdirSync(folder, { recursive: true });
    file = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  } catch (cause) {
    throw new SymbolonError("E8002", { path: folder, reason: String(cause) }, { cause });
  }
  try {
    // Without a journal file: nothing is ever written.
    file.exec("PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE");
  } catch (cause) {
    file.close();
    if ((cause as { errcode?: number }).errcode !== BUSY)
      throw new SymbolonError("E8002", { path: folder, reason: String(cause) }, { cause });
    throw new SymbolonError("E8005", { path: folder, owner: ownerOf(ownerFile) });
  }
  writeFileSync(ownerFile, `process ${process.pid}\n`);
  return () => {
    file.close();
  };
}

/** Whoever wrote last; for people only, the lock itself decides. */
function ownerOf(ownerFile: string): string {
  try {
    return readFileSync(ownerFile, "utf8").trim();
  } catch {
    return "unknown";
  }
}
