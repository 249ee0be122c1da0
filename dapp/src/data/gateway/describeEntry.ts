import { type DatasetDescription, entryDescription } from "@symbolon/protocol";

/** A pinned catalogue entry as data (entryDescription); null where there is no entry (yet). */
export function describeEntry(entry: unknown): DatasetDescription | null {
  return typeof entry === "object" && entry !== null ? entryDescription(entry) : null;
}
