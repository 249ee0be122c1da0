import { unzipSync } from "fflate";
import { SymbolonError } from "../errors/SymbolonError.ts";
import type { ArchiveFile } from "./zipFiles.ts";

/** Most bytes and files that are unpacked: an archive of a few kilobytes may claim to hold gigabytes. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
const MAX_FILES = 100_000;

/**
 * The files of a ZIP archive, in its sequence. Nothing is unpacked of an archive that says it holds more than 512 MiB or 100,000 files. `document` names
 * it in errors. Throws E1006 for what is no archive, holds too much, or names a file twice or outside itself.
 */
export function unzipFiles(bytes: Uint8Array, document: string): readonly ArchiveFile[] {
  let total = 0;
  const names = new Set<string>();
  const refuse = (reason: string) => new SymbolonError("E1006", { document, reason });
  let fault: SymbolonError | null = null;
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        if (names.has(name)) fault ??= refuse("it names a file twice");
        names.add(name);
        if (name.startsWith("/") || name.split("/").includes(".."))
          fault ??= refuse("it names a file outside itself");
        if (total > MAX_UNPACKED_BYTES || names.size > MAX_FILES) fault ??= refuse("it holds too much");
        return fault === null;
      },
    });
    if (fault !== null) throw fault;
    return Object.entries(entries).map(([name, unpacked]) => ({ name, bytes: unpacked }));
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause;
    throw new SymbolonError("E1006", { document, reason: "it is not a ZIP archive" }, { cause });
  }
}
