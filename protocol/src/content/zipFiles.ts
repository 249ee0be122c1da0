import { type Zippable, zipSync } from "fflate";
import { isArchiveName } from "./isArchiveName.ts";

/** A file of an archive. `name` may have folders in it, parted by "/". */
export type ArchiveFile = { readonly name: string; readonly bytes: Uint8Array };

/** The first moment a ZIP entry can have, as Date reads it: no clock and no time zone decide the bytes. */
const EPOCH = "1980-01-01T00:00:00";

/**
 * A ZIP archive (PKWARE APPNOTE 6.3) of files in the sequence given. The same files give the same bytes. What does not shrink (PNG) may as well be
 * stored: `level` 0. Throws RangeError for a name that occurs twice or is none (isArchiveName).
 */
export function zipFiles(
  files: readonly ArchiveFile[],
  { level = 6 }: { readonly level?: 0 | 6 } = {},
): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const { name, bytes } of files) {
    if (!isArchiveName(name) || Object.hasOwn(entries, name))
      throw new RangeError(`${name} cannot be a file of an archive`);
    entries[name] = bytes;
  }
  return zipSync(entries, { level, mtime: EPOCH }) as Uint8Array<ArrayBuffer>;
}
