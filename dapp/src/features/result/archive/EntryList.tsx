import { formatBytes } from "../../../format/formatBytes.ts";
import { FileName } from "./FileName.tsx";
import type { ArchiveEntry, OpenedArchive } from "./openedArchive.ts";
import { SaveEntryButton } from "./SaveEntryButton.tsx";

/** Files of an archive that are not shown, each to be saved by itself; nothing where there are none. */
export function EntryList({
  archive,
  entries,
}: {
  archive: OpenedArchive;
  entries: readonly ArchiveEntry[];
}) {
  if (entries.length === 0) return null;
  return (
    <section className="stack stack--tight" aria-label="Other files of the archive">
      <h3>Also in the archive</h3>
      <ul className="file-list">
        {entries.map((entry) => (
          <li key={entry.name}>
            <FileName name={entry.name} />
            <span className="small soft number">{formatBytes(entry.end - entry.start)}</span>
            <SaveEntryButton archive={archive} entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}
