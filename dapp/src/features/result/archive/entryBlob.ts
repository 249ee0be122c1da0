import type { ArchiveEntry, OpenedArchive } from "./openedArchive.ts";

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  png: "image/png",
};

/** One file of an opened archive with its media type; nothing is copied until it is read. */
export function entryBlob({ whole }: OpenedArchive, { name, start, end }: ArchiveEntry): Blob {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return whole.slice(start, end, TYPES[ending] ?? "application/octet-stream");
}
