import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { canonicalJson, SymbolonError } from "@symbolon/protocol";

/** One JSON document on disk that is always either the old or the new one, whatever kills the process. */
export type StateFile<T> = {
  /** The document, or null when it was never written. Throws E4010 for a file that is not readable JSON. */
  read(): Promise<T | null>;
  /** Replaces the document: temporary file, fsync, rename, fsync of the folder. Throws E8002 when the folder is not writable. */
  write(value: T): Promise<void>;
};

/** A state file at `path`, readable by its owner only (it may hold keys, salts and shares). */
export function stateFile<T>(path: string): StateFile<T> {
  return {
    async read() {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw new SymbolonError("E4010", { orderId: path, reason: "it cannot be read" }, { cause });
      }
      try {
        return JSON.parse(text) as T;
      } catch (cause) {
        throw new SymbolonError("E4010", { orderId: path, reason: "it is not JSON" }, { cause });
      }
    },
    async write(value) {
      const folder = dirname(path);
      const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const handle = await open(temporary, "wx", 0o600);
        try {
          await handle.writeFile(canonicalJson(value));
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(temporary, path);
        const directory = await open(folder, "r");
        try {
          await directory.sync();
        } finally {
          await directory.close();
        }
      } catch (cause) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw new SymbolonError("E8002", { path, reason: (cause as Error).message }, { cause });
      }
    },
  };
}
