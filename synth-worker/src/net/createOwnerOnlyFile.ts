import { randomBytes } from "node:crypto";
import { link, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { SymbolonError } from "@symbolon/protocol";

/**
 * Creates `path` with this text, mode 0600, in a folder with mode 0700; true unless it was there already, and then nothing changes. The file is
 * whole from its first moment on and survives a power cut (temporary file, fsync, hard link, fsync of the folder). Throws
 * E8002 when it cannot be written.
 */
export async function createOwnerOnlyFile(path: string, text: string): Promise<boolean> {
  const folder = dirname(path);
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      await link(temporary, path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw cause;
    }
    const directory = await open(folder, "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
    return true;
  } catch (cause) {
    throw new SymbolonError("E8002", { path, reason: (cause as Error).message }, { cause });
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
