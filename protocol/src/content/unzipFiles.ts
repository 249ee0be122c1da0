import { unzipSync } from "fflate";
import { SymbolonError } from "../errors/SymbolonError.ts";
import { isArchiveName } from "./isArchiveName.ts";
import type { ArchiveFile } from "./zipFiles.ts";

/** Most bytes and files that are unpacked: an archive of a few kilobytes may claim to hold gigabytes. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
const MAX_FILES = 100_000;

/**
 * The files of a ZIP archive, in its sequence. No more than 512 MiB and 100,000 files are unpacked, and no byte of the archive twice. `document` names
 * it in errors. Throws E1006 for what is no archive, holds too much, or names a file twice or outside itself.
 */
export function unzipFiles(bytes: Uint8Array, document: string): readonly ArchiveFile[] {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new SymbolonError("E1006", { document, reason }, { cause });
  };
  const names = new Set<string>();
  let packed = 0;
  let unpacked = 0;
  try {
    const entries = unzipSync(bytes, {
      // Throws rather than passes a file over: the number of files is the archive's word, too.
      filter: ({ name, size, originalSize, compression }) => {
        if (names.has(name)) refuse("it names a file twice");
        names.add(name);
        if (!isArchiveName(name)) refuse("it names a file outside itself");
        packed += size;
        unpacked += originalSize;
        // Files that share their bytes, or are stored as longer than they say, would unpack to more than the sum of what they say.
        if (packed > bytes.length || (compression === 0 && size !== originalSize))
          refuse("its sizes disagree");
        if (unpacked > MAX_UNPACKED_BYTES || names.size > MAX_FILES) refuse("it holds too much");
        return true;
      },
    });
    const files = Object.entries(entries).map(([name, own]) => ({ name, bytes: own }));
    // A name such as __proto__ is no key of its own.
    return files.length === names.size ? files : refuse("it names a file that cannot be kept");
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause;
    return refuse("it is not a ZIP archive", cause);
  }
}
