import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { saveFile } from "../../../ui/saveFile.ts";
import { entryBlob } from "./entryBlob.ts";
import type { ArchiveEntry, OpenedArchive } from "./openedArchive.ts";

/** Offers one file of an opened archive as a download, under its own name without its folders. */
export function SaveEntryButton({
  archive,
  entry,
  text = "Save",
}: {
  archive: OpenedArchive;
  entry: ArchiveEntry;
  text?: string;
}) {
  return (
    <Button
      isSmall
      onClick={() => saveFile(entry.name.slice(entry.name.lastIndexOf("/") + 1), entryBlob(archive, entry))}
    >
      <Icon name="download" />
      {text}
      <span className="visually-hidden"> {entry.name}</span>
    </Button>
  );
}
