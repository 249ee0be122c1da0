import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { canonicalJson, SymbolonError } from "@symbolon/protocol";

/** One JSON document on disk that is always either the old or the new one, whatever kills the process. */
export type StateFile<T> = {
  /** The document, or null when it was never written. Throws E4010 for a file that is not readable JSON. */
  read(): Promise<T | null>;
  /** Replaces the document: temporary file, fsync, rename, fsync of the folder. Throws E8002 when the folder is not writable, E8014 (retryable) when the disk is full. */
  write(value: T): Promise<void>;
  /**
   * Writes the document unless there is one, and gives the one that stands: of several processes that want to keep theirs, all get the same.
   * Throws what read and write throw.
   */
  writeOnce(value: T): Promise<T>;
};

/** A state file at `path`, readable by its owner only (it may hold keys, salts and shares). */
export function stateFile<T>(path: string): StateFile<T> {
  const read = async (): Promise<T | null> => {
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
  };
  /** Writes a temporary file beside `path`, lets `place` put it there, and makes both durable. */
  const put = async (value: T, place: (temporary: string) => Promise<void>): Promise<void> => {
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
      await place(temporary);
      const directory = await open(folder, "r");
      try {
        await directory.sync();
      } finally {
        await directory.close();
      }
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      // A disk or a quota that is full: what was there before stands.
      if (code === "ENOSPC" || code === "EDQUOT") throw new SymbolonError("E8014", { path }, { cause });
      throw new SymbolonError("E8002", { path, reason: message }, { cause });
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  };
  return {
    read,
    write: (value) => put(value, (temporary) => rename(temporary, path)),
    async writeOnce(value) {
      await put(value, async (temporary) => {
        // A hard link is not made where a file is: the first one stands.
        await link(temporary, path).catch((cause: NodeJS.ErrnoException) => {
          if (cause.code !== "EEXIST") throw cause;
        });
      });
      return (await read()) ?? value;
    },
  };
}
